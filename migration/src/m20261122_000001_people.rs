//! Employers and employees.

use crate::{index, reference};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("organisation")
                    .col(string("id").primary_key())
                    .col(string("name"))
                    .col(big_integer("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("employee")
                    .col(string("id").primary_key())
                    .col(string("organisation_id"))
                    .col(string("staff_number"))
                    .col(string("given_name"))
                    .col(string("family_name"))
                    .col(string("email"))
                    .col(string("phone"))
                    .col(boolean("active"))
                    .col(big_integer("code_tries"))
                    .col(big_integer_null("locked_until"))
                    .col(big_integer("created_at"))
                    .col(big_integer("updated_at"))
                    .foreign_key(&mut reference("employee", "organisation_id", "organisation"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("employee", &["organisation_id", "staff_number"]).unique().to_owned()).await?;
        // One row a try, so that "30 in 24 hours" is a rolling day and not a calendar one.
        manager
            .create_table(
                Table::create()
                    .table("code_try")
                    .col(string("id").primary_key())
                    .col(string("employee_id"))
                    .col(big_integer("at"))
                    .foreign_key(&mut reference("code_try", "employee_id", "employee"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("code_try", &["employee_id", "at"])).await
    }
}
