// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseToIncome {
}

export interface SuspenseToIncome__Output {
}
