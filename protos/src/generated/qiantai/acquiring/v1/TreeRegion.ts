// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface TreeRegion {
  'regionId'?: (string);
  'parentId'?: (string);
  'name'?: (string);
  'nameEn'?: (string);
}

export interface TreeRegion__Output {
  'regionId': (string);
  'parentId': (string);
  'name': (string);
  'nameEn': (string);
}
