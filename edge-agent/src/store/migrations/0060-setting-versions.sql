-- Settings by version: a row counts from from_version on and before to_version. What is pulled stands here before
-- anybody sees it; the one row of settings_state says which version the store sells by.
CREATE TABLE settings_state (
  only_row          INTEGER PRIMARY KEY CHECK (only_row = 1),
  -- What the store sells by. A generation is one pull from the beginning: a new path of scopes begins a new one.
  generation        INTEGER NOT NULL,
  version           INTEGER NOT NULL CHECK (version >= 0),
  -- Scopes that the settings were pulled along, widest first.
  path_json         TEXT    NOT NULL,
  applied_at_ms     INTEGER NOT NULL,
  -- How far the pull has come.
  staged_generation INTEGER NOT NULL CHECK (staged_generation >= generation),
  staged_version    INTEGER NOT NULL CHECK (staged_version >= 0),
  staged_path_json  TEXT    NOT NULL,
  -- 1 once the server spoke of an older version than the store's: what it counts from there on is another history.
  went_back         INTEGER NOT NULL DEFAULT 0 CHECK (went_back IN (0, 1)),
  -- Changes that were not right and were left out, ever.
  left_out          INTEGER NOT NULL DEFAULT 0,
  -- Rows up to this one have their keys in setting_key.
  keyed_row         INTEGER NOT NULL DEFAULT 0,
  -- Nothing older waits to be swept: 1 once a sweep came to its end.
  swept             INTEGER NOT NULL DEFAULT 0 CHECK (swept IN (0, 1))
) STRICT;

CREATE TABLE setting_version (
  -- Rows are added at the end, whatever their ids, and a number is never used again.
  row          INTEGER PRIMARY KEY AUTOINCREMENT,
  generation   INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  id           TEXT    NOT NULL,
  scope        TEXT    NOT NULL,
  from_version INTEGER NOT NULL CHECK (from_version >= 0),
  -- 9007199254740991: nothing came after it.
  to_version   INTEGER NOT NULL CHECK (to_version > from_version),
  value_json   TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_version_key ON setting_version (generation, kind, id, scope, from_version);
CREATE INDEX setting_version_closed ON setting_version (generation, to_version) WHERE to_version < 9007199254740991;

-- Where a setting is found beside its id: an article by its barcodes and its quick key, a price and a promotion by
-- their articles.
CREATE TABLE setting_key (
  generation INTEGER NOT NULL,
  use        TEXT    NOT NULL CHECK (use IN ('barcode', 'quick_key', 'price_of', 'promotion_of')),
  key        TEXT    NOT NULL,
  row        INTEGER NOT NULL,
  PRIMARY KEY (generation, use, key, row)
) STRICT, WITHOUT ROWID;

-- Keys of rows that nobody sees yet, in the order of their coming. They go into setting_key in the order of the keys
-- just before the rows are seen: one by one as they come they would change a page of it each.
CREATE TABLE setting_key_staged (
  row INTEGER NOT NULL,
  use TEXT    NOT NULL,
  key TEXT    NOT NULL,
  PRIMARY KEY (row, use, key)
) STRICT, WITHOUT ROWID;

-- What articles are searched by, in lower case, narrow enough to be read through.
CREATE TABLE article_text (
  row  INTEGER PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

-- The version that a sale in hand goes by.
CREATE TABLE settings_pin (
  terminal_id  TEXT    NOT NULL,
  sale_id      TEXT    NOT NULL,
  generation   INTEGER NOT NULL,
  version      INTEGER NOT NULL,
  path_json    TEXT    NOT NULL,
  pinned_at_ms INTEGER NOT NULL,
  PRIMARY KEY (terminal_id, sale_id)
) STRICT, WITHOUT ROWID;

-- What an earlier version of the agent held counts until everything was pulled anew along the path.
INSERT INTO settings_state
SELECT 1, 1, version, '[]', 0, 1, version, '[]', 0, 0, 0, 0
FROM (SELECT coalesce((SELECT CAST(value AS INTEGER) FROM fact WHERE name = 'settings_version'), 0) AS version);
DELETE FROM fact WHERE name = 'settings_version';

INSERT INTO setting_version (generation, kind, id, scope, from_version, to_version, value_json)
SELECT 1, kind, id, '', version, 9007199254740991, value_json FROM setting ORDER BY kind, id;
INSERT INTO setting_version (generation, kind, id, scope, from_version, to_version, value_json)
SELECT 1, 'article', article_id, '', 0, 9007199254740991,
       json_patch(
         json_object('articleId', article_id, 'barcode', barcode, 'nameZh', name_zh, 'nameEn', name_en,
                     'unitPriceMinor', CAST(unit_price_minor AS TEXT), 'currency', currency, 'unit', unit,
                     'picture', picture),
         iif(quick_key IS NULL, '{}', json_object('quickKey', quick_key)))
FROM article ORDER BY article_id;
INSERT INTO setting_key
SELECT 1, 'barcode', article.barcode, setting_version.row
FROM setting_version JOIN article ON article_id = id WHERE kind = 'article';
INSERT INTO setting_key
SELECT 1, 'quick_key', '', setting_version.row
FROM setting_version JOIN article ON article_id = id WHERE kind = 'article' AND quick_key IS NOT NULL;
INSERT INTO article_text
SELECT setting_version.row, lower(name_zh || char(10) || name_en || char(10) || barcode || char(10) || article_id)
FROM setting_version JOIN article ON article_id = id WHERE kind = 'article';
UPDATE settings_state SET keyed_row = (SELECT coalesce(max(row), 0) FROM setting_version);
DROP TABLE article;
DROP TABLE setting;
