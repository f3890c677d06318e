//! `/hr/staff/import`: uploading a file of people, and `/hr/staff/import/{draft}`: what it would change, and saving that.

use super::{LIST, record_address};
use crate::{
    flows::{
        Fault,
        import::Change,
        officers::on_duty::OnDuty,
        staff::upload::{self, Looked, Saved},
    },
    http::{
        console::{On, desk},
        employee::see_other,
        form::Filled,
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    Notice, Section,
    staff::import::{ChangedPerson, Review, WrongFile, WrongRow, import, review},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State, multipart::MultipartError},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{ImportDraftId, details::Field};
use http_body_util::LengthLimitError;
use serde::Deserialize;
use std::error::Error;

/// Its path.
pub const PATH: &str = "/hr/staff/import";
/// Path of the template.
pub const TEMPLATE: &str = "/hr/staff/import/template.csv";
/// Path of a file that waits.
pub const DRAFT: &str = "/hr/staff/import/{draft}";
/// Largest file, in bytes.
pub const FILE_LIMIT: usize = 2 * 1024 * 1024;
/// Mistakes that are shown, and people who change.
const SHOWN: usize = 100;

/// Its routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router
        // The layer around all routes knows how large a file can be.
        .route(PATH, get(show).post(send).layer(DefaultBodyLimit::disable()))
        .route(TEMPLATE, get(template))
        .route(DRAFT, get(look).post(save))
}

async fn show(State(state): State<AppState>, On(on): On) -> Response {
    desk::page(&state, &on, Some(Section::Staff), StatusCode::OK, |site| import(site, None))
}

/// The columns, and nobody in them.
async fn template() -> Response {
    let header = Field::ALL.map(Field::name).join(",");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"staff.csv\"")),
    ];
    (headers, format!("{header}\r\n")).into_response()
}

async fn send(State(state): State<AppState>, On(on): On, headers: HeaderMap, mut form: Multipart) -> Response {
    let file = match file(&mut form).await {
        Ok(file) => file,
        Err(wrong) => return again(&state, &on, wrong),
    };
    match upload::upload(&state, &on, &file).await {
        Ok(id) => see_other(&format!("{PATH}/{id}")),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

fn again(state: &AppState, on: &OnDuty, wrong: WrongFile) -> Response {
    desk::page(state, on, Some(Section::Staff), StatusCode::UNPROCESSABLE_ENTITY, |site| import(site, Some(wrong)))
}

/// Why the form did not come through: the limit on bodies ends one that is too large with an error of its own.
fn broken(error: MultipartError) -> WrongFile {
    let mut cause: Option<&dyn Error> = Some(&error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return WrongFile::TooLarge;
        }
        cause = error.source();
    }
    WrongFile::NotUploaded
}

/// The file of the form's one field.
async fn file(form: &mut Multipart) -> Result<Vec<u8>, WrongFile> {
    let field = form.next_field().await.map_err(broken)?.ok_or(WrongFile::Missing)?;
    let name = field.file_name().unwrap_or_default().to_lowercase();
    let bytes = field.bytes().await.map_err(broken)?;
    if name.is_empty() {
        return Err(WrongFile::Missing);
    }
    if !name.ends_with(".csv") || bytes.contains(&0) {
        return Err(WrongFile::NotCsv);
    }
    if bytes.is_empty() {
        return Err(WrongFile::Empty);
    }
    if bytes.len() > FILE_LIMIT {
        return Err(WrongFile::TooLarge);
    }
    Ok(bytes.to_vec())
}

async fn look(State(state): State<AppState>, On(on): On, headers: HeaderMap, Path(draft): Path<String>) -> Response {
    let looked = upload::look(&state, &on, &ImportDraftId::from(draft.clone())).await;
    reviewed(&state, &on, &headers, &draft, looked, false)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    seen: String,
}

async fn save(
    State(state): State<AppState>,
    On(on): On,
    headers: HeaderMap,
    Path(draft): Path<String>,
    Filled(Confirmed { seen }): Filled<Confirmed>,
) -> Response {
    let id = ImportDraftId::from(draft.clone());
    match upload::save(&state, &on, &id, &seen).await {
        Ok(Saved::Yes) => desk::done(&state, &headers, &on, LIST, Notice::Saved).await,
        Ok(Saved::Differs(looked)) => reviewed(&state, &on, &headers, &draft, Ok(Some(*looked)), true),
        Ok(Saved::Gone) => again(&state, &on, WrongFile::TooOld),
        Err(fault) => problem::fault(&state.settings, &headers, &fault),
    }
}

fn reviewed(
    state: &AppState,
    on: &OnDuty,
    headers: &HeaderMap,
    draft: &str,
    looked: Result<Option<Looked>, Fault>,
    differs: bool,
) -> Response {
    let Looked { report, later } = match looked {
        Ok(Some(looked)) => looked,
        Ok(None) => return again(state, on, WrongFile::TooOld),
        Err(fault) => return problem::fault(&state.settings, headers, &fault),
    };
    let mistakes = report.rejected.iter().take(SHOWN).map(|rejected| WrongRow {
        row: (rejected.row > 0).then_some(rejected.row),
        column: rejected.column,
        message: rejected.message.clone(),
    });
    let view = Review {
        address: format!("{PATH}/{draft}"),
        seen: report.fingerprint().as_str().to_owned(),
        rows: report.rows,
        new: report.new.len(),
        changed: report.changed.len(),
        who_changes: report.changed.iter().take(SHOWN).map(changed_person).collect(),
        unchanged: report.unchanged,
        later,
        rejected: report.rejected.len(),
        mistakes: mistakes.collect(),
        differs,
    };
    let status = if differs { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    desk::page(state, on, Some(Section::Staff), status, |site| review(site, view))
}

fn changed_person(change: &Change) -> ChangedPerson {
    let Change { id, before, after } = change;
    let details = [
        (Field::GivenName, &before.given_name, &after.given_name),
        (Field::FamilyName, &before.family_name, &after.family_name),
        (Field::Email, &before.email, &after.email),
        (Field::Phone, &before.phone, &after.phone),
    ];
    ChangedPerson {
        href: record_address(id),
        name: format!("{} {}", before.given_name, before.family_name),
        staff_number: before.staff_number.clone(),
        fields: details.into_iter().filter(|(_, before, after)| before != after).map(|(field, ..)| field).collect(),
    }
}
