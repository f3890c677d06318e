//! The database schema's history: dated steps, only ever added to. SQLite and PostgreSQL run the same steps.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261122_000001_people;
mod m20261122_000002_invitations;
mod m20261122_000003_keys;
mod m20261122_000004_messages;
mod m20261122_000005_log_in;
mod m20261122_000006_self_service;
mod m20261122_000007_portals;
mod m20261122_000008_officers;
mod m20261122_000009_human_resources;
mod m20261122_000010_delivery;
mod m20261122_000011_staff_passports;
mod m20261122_000012_life_of_keys;
mod m20261122_000013_outbox_outcomes;
mod m20261122_000014_officers;
mod m20261122_000015_standing;

/// Every step in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_people::Migration),
            Box::new(m20261122_000002_invitations::Migration),
            Box::new(m20261122_000003_keys::Migration),
            Box::new(m20261122_000004_messages::Migration),
            Box::new(m20261122_000005_log_in::Migration),
            Box::new(m20261122_000006_self_service::Migration),
            Box::new(m20261122_000007_portals::Migration),
            Box::new(m20261122_000008_officers::Migration),
            Box::new(m20261122_000009_human_resources::Migration),
            Box::new(m20261122_000010_delivery::Migration),
            Box::new(m20261122_000011_staff_passports::Migration),
            Box::new(m20261122_000012_life_of_keys::Migration),
            Box::new(m20261122_000013_outbox_outcomes::Migration),
            Box::new(m20261122_000014_officers::Migration),
            Box::new(m20261122_000015_standing::Migration),
        ]
    }
}

/// A foreign key from `column` of `table` to the `id` of `target`.
fn reference(table: &'static str, column: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().name(format!("fk_{table}_{column}")).from(table, column).to(target, "id").to_owned()
}

/// An index over `columns` of `table`.
fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(format!("ix_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        statement.col(*column);
    }
    statement
}
