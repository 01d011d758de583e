// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface GetRiskRequest {
}

export interface GetRiskRequest__Output {
}
