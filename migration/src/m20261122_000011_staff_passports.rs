//! The list of people as HR sees it: where each one stands, words to find them by, orders to page through; and files of
//! people that wait for somebody to confirm them.

use crate::{index, reference};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Where everybody stands when this step runs.
const STANDINGS: &str = "
    UPDATE employee SET
        standing = CASE
            WHEN EXISTS (SELECT 1 FROM invitation WHERE employee_id = employee.id AND state IN ('live', 'locked') AND purpose = 'replace') THEN 'waiting'
            WHEN EXISTS (SELECT 1 FROM access_key WHERE employee_id = employee.id AND state = 'live') THEN 'active'
            WHEN EXISTS (SELECT 1 FROM invitation WHERE employee_id = employee.id AND state IN ('live', 'locked')) THEN 'invited'
            WHEN EXISTS (SELECT 1 FROM access_key WHERE employee_id = employee.id) THEN 'revoked'
            ELSE 'not-invited' END,
        invited_at = (SELECT MAX(created_at) FROM invitation WHERE employee_id = employee.id),
        invited_until = (SELECT MAX(expires_at) FROM invitation WHERE employee_id = employee.id AND state IN ('live', 'locked'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        // Beginnings of words are a range of bytes, on SQLite as it comes, on PostgreSQL in this collation. Orders are alike then.
        let bytes = if postgres { " COLLATE \"C\"" } else { "" };
        for column in ["name_key", "email_key"] {
            db.execute_unprepared(&format!(
                "ALTER TABLE employee ADD COLUMN {column} varchar{bytes} NOT NULL DEFAULT ''"
            ))
            .await?;
        }
        db.execute_unprepared(&format!(
            "ALTER TABLE employee ADD COLUMN standing varchar{bytes} NOT NULL DEFAULT 'not-invited'"
        ))
        .await?;
        for column in [big_integer_null("invited_at"), big_integer_null("invited_until")] {
            manager.alter_table(Table::alter().table("employee").add_column(column).to_owned()).await?;
        }
        db.execute_unprepared(&format!(
            "CREATE TABLE employee_word (
                word varchar{bytes} NOT NULL,
                employee_id varchar NOT NULL,
                PRIMARY KEY (word, employee_id),
                CONSTRAINT fk_employee_word_employee_id FOREIGN KEY (employee_id) REFERENCES employee (id))"
        ))
        .await?;
        manager.create_index(index("employee_word", &["employee_id"])).await?;
        fill(manager).await?;
        db.execute_unprepared(STANDINGS).await?;

        // An index for each order. Each has what lists filter by, so that a page is found, and people counted, in it alone.
        let nulls = if postgres { " NULLS FIRST" } else { "" };
        for (name, columns) in [
            ("name", "name_key, id, standing, invited_until".to_owned()),
            ("email", "email_key, id, standing, invited_until".to_owned()),
            ("standing", "standing, name_key, id, invited_until".to_owned()),
            ("invited", format!("invited_at{nulls}, id, standing, invited_until")),
        ] {
            db.execute_unprepared(&format!("CREATE INDEX ix_employee_by_{name} ON employee (active, {columns})"))
                .await?;
        }
        manager.create_index(index("employee", &["phone"])).await?;
        manager.create_index(index("employee", &["email_key"])).await?;
        db.execute_unprepared("CREATE INDEX ix_invitation_locked ON invitation (employee_id) WHERE state = 'locked'")
            .await?;

        manager
            .create_table(
                Table::create()
                    .table("import_draft")
                    .col(string("id").primary_key())
                    .col(string("officer_id"))
                    // The file, encrypted.
                    .col(blob("payload"))
                    .col(string("key_id"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .foreign_key(&mut reference("import_draft", "officer_id", "officer"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("import_draft", &["officer_id"])).await?;
        manager.create_index(index("import_draft", &["expires_at"])).await
    }
}

/// Orders and words of the people who are there. As it was done when this step was written.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let columns = ["id", "staff_number", "given_name", "family_name", "email"];
    let people = db.query_all(Query::select().columns(columns).from("employee")).await?;
    for person in people {
        let text = |column: &str| person.try_get::<String>("", column);
        let (id, number, email) = (text("id")?, text("staff_number")?, fold(&text("email")?));
        let (given, family) = (text("given_name")?, text("family_name")?);
        let mut update = Query::update();
        update
            .table("employee")
            .value("name_key", fold(&format!("{family} {given}")))
            .value("email_key", email.clone())
            .and_where(Expr::col("id").eq(id.clone()));
        db.execute(&update).await?;
        let mut words = BTreeSet::from([email.chars().take(100).collect()]);
        for text in [&given, &family, &number] {
            for word in fold(text).split_whitespace() {
                let parts = word.split(|c: char| !c.is_alphanumeric()).skip(1).filter(|part| !part.is_empty());
                words.extend(std::iter::once(word).chain(parts).map(|word| word.chars().take(100).collect::<String>()));
            }
        }
        let mut insert = Query::insert();
        insert.into_table("employee_word").columns(["word", "employee_id"]);
        for word in words {
            insert.values_panic([word.into(), id.clone().into()]);
        }
        db.execute(&insert).await?;
    }
    Ok(())
}

fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        })
        .collect()
}
