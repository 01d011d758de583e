// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseRefusal {
}

export interface SuspenseRefusal__Output {
}
