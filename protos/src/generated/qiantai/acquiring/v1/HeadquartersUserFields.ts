// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface HeadquartersUserFields {
  'login'?: (string);
  'name'?: (string);
  'scope'?: (string);
  'rights'?: (string)[];
}

export interface HeadquartersUserFields__Output {
  'login': (string);
  'name': (string);
  'scope': (string);
  'rights': (string)[];
}
