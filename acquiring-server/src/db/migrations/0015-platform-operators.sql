-- People and programs of the platform that may speak at the operations port, one row for each certificate that
-- was given to them. The platform's own: no merchant's key.

CREATE TABLE platform_operator (
  -- Upper-case hexadecimal, as TLS names it.
  serial_number text PRIMARY KEY,
  name text NOT NULL CHECK (name ~ '^[a-z][a-z0-9._-]{1,31}$'),
  roles text[] NOT NULL
    CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['finance', 'operations', 'risk', 'integration']),
  issued_at_ms bigint NOT NULL,
  expires_at_ms bigint NOT NULL,
  revoked_at_ms bigint
);
CREATE INDEX platform_operator_name ON platform_operator (name);
