//! Everything that is stored, and what an act changed of it.

use super::TestApp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

type Row = Map<String, Value>;

/// Every row of every table.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows(BTreeMap<String, BTreeMap<String, Row>>);

impl TestApp {
    /// All rows as they are now.
    pub async fn rows(&self) -> Rows {
        let db = &self.state.db;
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        let tables = match sqlite {
            true => {
                "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'".to_owned()
            }
            false => "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'".to_owned(),
        };
        let mut all = BTreeMap::new();
        for table in self.texts_of(tables).await.into_iter().filter(|table| table != "seaql_migrations") {
            let lines = match sqlite {
                true => {
                    let columns = self.texts_of(format!("SELECT name AS text FROM pragma_table_info('{table}')")).await;
                    let pairs: Vec<String> =
                        columns.iter().map(|column| format!("'{column}', quote(\"{column}\")")).collect();
                    format!("SELECT json_object({}) AS text FROM \"{table}\"", pairs.join(", "))
                }
                false => format!("SELECT row_to_json(r)::text AS text FROM \"{table}\" AS r"),
            };
            let rows = self.texts_of(lines).await.into_iter().map(|line| {
                let row: Row = serde_json::from_str(&line).unwrap();
                let key = ["id", "hash", "number", "employee_id"]
                    .into_iter()
                    .find_map(|name| row.get(name))
                    .unwrap_or_else(|| panic!("no key in {table}"));
                // Words have no name of their own: word and person are one together.
                let word = row.get("word").map(ToString::to_string).unwrap_or_default();
                (format!("{key}{word}"), row)
            });
            let rows = rows.collect();
            all.insert(table, rows);
        }
        Rows(all)
    }

    async fn texts_of(&self, sql: String) -> Vec<String> {
        let db = &self.state.db;
        let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        found.into_iter().map(|row| row.try_get("", "text").unwrap()).collect()
    }

    /// Does something; returns what came of it and what it changed: `table +1` for each table with new rows, `table -1`
    /// for each with fewer, `table.column` for each column that is another in some row. In alphabetical order.
    pub async fn changes<T>(&self, act: impl Future<Output = T>) -> (T, Vec<String>) {
        let before = self.rows().await;
        let outcome = act.await;
        (outcome, before.changes_to(&self.rows().await))
    }

    /// Does something that must leave every row as it is.
    pub async fn unmoved<T>(&self, act: impl Future<Output = T>) -> T {
        let (outcome, changes) = self.changes(act).await;
        assert_eq!(changes, Vec::<String>::new());
        outcome
    }
}

impl Rows {
    fn changes_to(&self, later: &Self) -> Vec<String> {
        let mut changes = BTreeSet::new();
        for (table, after) in &later.0 {
            let before = &self.0[table];
            let added = after.keys().filter(|key| !before.contains_key(*key)).count();
            let gone = before.keys().filter(|key| !after.contains_key(*key)).count();
            if added > 0 {
                changes.insert(format!("{table} +{added}"));
            }
            if gone > 0 {
                changes.insert(format!("{table} -{gone}"));
            }
            for (key, row) in before {
                let Some(now) = after.get(key) else { continue };
                changes.extend(
                    row.iter()
                        .filter(|(column, value)| now.get(*column) != Some(value))
                        .map(|(column, _)| format!("{table}.{column}")),
                );
            }
        }
        changes.into_iter().collect()
    }
}
