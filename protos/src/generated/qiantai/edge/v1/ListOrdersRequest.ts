// Original file: protos/proto/qiantai/edge/v1/terminal_order.proto


export interface ListOrdersRequest {
}

export interface ListOrdersRequest__Output {
}
