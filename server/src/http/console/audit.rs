//! `GET /hr/audit`: the audit trail, and `GET /hr/audit/export.csv`: the same as a file. What is looked for stands in the
//! address.

use super::{On, desk, said::said, staff};
use crate::{
    flows::staff::audit_trail::{self, Asked, Trail},
    http::problem,
    state::AppState,
};
use app::pages::console::{
    Pages, Section,
    audit::{AuditAsked, AuditLine, AuditView, audit as audit_page},
};
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{OfficerId, Timestamp};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::BTreeMap;
use store::audit::Line;

/// Its path.
pub const PATH: &str = "/hr/audit";
/// Path of the file.
pub const FILE: &str = "/hr/audit/export.csv";

/// Its routes.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show)).route(FILE, get(file))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = Query::read(query.as_deref().unwrap_or_default(), &state.zone);
    let trail = match audit_trail::page(&state, &query.asked, query.page).await {
        Ok(trail) => trail,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let view = query.view(&state, trail);
    desk::page_at(&state, &on, Some(Section::Audit), PATH, |site| audit_page(site, view))
}

async fn file(State(state): State<AppState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = Query::read(query.as_deref().unwrap_or_default(), &state.zone);
    let trail = match audit_trail::all(&state, &query.asked).await {
        Ok(trail) => trail,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"audit.csv\"")),
    ];
    (headers, written(&trail, &state.zone)).into_response()
}

/// What an address asks for; what nobody understands narrows nothing.
struct Query {
    typed: AuditAsked,
    asked: Asked,
    wrong_dates: Vec<&'static str>,
    page: u64,
}

impl Query {
    fn read(query: &str, zone: &TimeZone) -> Self {
        let value = |name: &str| said(query, name).unwrap_or_default().trim().to_owned();
        let typed = AuditAsked {
            from: value("from"),
            to: value("to"),
            person: value("person"),
            officer: value("officer"),
            action: value("action"),
        };
        let mut wrong_dates = Vec::new();
        let mut day = |field: &'static str, text: &str| {
            let read: Option<Date> = text.parse().ok();
            if read.is_none() && !text.is_empty() {
                wrong_dates.push(field);
            }
            read
        };
        let (from, to) = (day("from", &typed.from), day("to", &typed.to));
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let asked = Asked {
            from: from.and_then(|day| begin(day, zone)),
            // All of the last day.
            until: to.and_then(|day| begin(day.tomorrow().ok()?, zone)),
            staff_number: some(&typed.person),
            officer: some(&typed.officer).map(OfficerId::from),
            action: some(&typed.action),
        };
        Self { asked, wrong_dates, page: value("page").parse().unwrap_or(1), typed }
    }

    /// What stands after the question mark, without a page.
    fn query(&self) -> String {
        let AuditAsked { from, to, person, officer, action } = &self.typed;
        let pairs = [("from", from), ("to", to), ("person", person), ("officer", officer), ("action", action)];
        let said: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(said).unwrap_or_default()
    }

    fn view(self, state: &AppState, trail: Trail) -> AuditView {
        let query = self.query();
        let (join, file) = match query.is_empty() {
            true => (String::new(), FILE.to_owned()),
            false => (format!("{query}&"), format!("{FILE}?{query}")),
        };
        let lines = trail.lines.iter().map(|line| AuditLine {
            reference: line.id.to_string(),
            at: line.at.moment(&state.zone),
            actor: line.actor.clone(),
            officer: officer(&trail, line),
            action: line.action.clone(),
            detail: line.detail.as_deref().map(|detail| plain(&trail.officers, detail)),
            person: line.employee_id.as_ref().and_then(|id| trail.people.get(id)).map(|employee| {
                let words = format!("{} {}, {}", employee.given_name, employee.family_name, employee.staff_number);
                (staff::record_address(&employee.id), words)
            }),
        });
        AuditView {
            lines: lines.collect(),
            asked: self.typed,
            wrong_dates: self.wrong_dates,
            nobody: trail.nobody,
            officers: trail.officers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            actions: trail.actions,
            total: trail.total,
            most: audit_trail::MOST,
            pages: Pages { page: trail.page, last: trail.last, address: format!("{PATH}?{join}page=") },
            file,
            zone: state.settings.organisation.time_zone.clone(),
        }
    }
}

/// The first moment of a day.
fn begin(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let begins = day.to_zoned(zone.clone()).ok()?;
    Some(Timestamp::from_millis(begins.timestamp().as_millisecond()))
}

fn officer(trail: &Trail, line: &Line) -> Option<String> {
    line.officer_id.as_ref().and_then(|id| trail.officers.get(id).cloned())
}

/// "from: viewer, to: issuer". Officers are told by name.
fn plain(officers: &BTreeMap<OfficerId, String>, detail: &str) -> String {
    let Ok(serde_json::Value::Object(detail)) = serde_json::from_str(detail) else { return detail.to_owned() };
    let values = detail.iter().map(|(name, value)| match value.as_str() {
        Some(id) if name == "officer" => {
            format!("{name}: {}", officers.get(&OfficerId::from(id.to_owned())).map_or(id, String::as_str))
        }
        Some(text) => format!("{name}: {text}"),
        None => format!("{name}: {value}"),
    });
    values.collect::<Vec<_>>().join(", ")
}

/// The lines as a file for a spreadsheet ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)).
fn written(trail: &Trail, zone: &TimeZone) -> String {
    let mut file =
        row(["reference", "time", "actor", "officer", "action", "staff_number", "detail"].map(str::to_owned));
    for line in &trail.lines {
        let person = line.employee_id.as_ref().and_then(|id| trail.people.get(id));
        file.push_str(&row([
            line.id.to_string(),
            exact(line.at, zone),
            line.actor.clone(),
            officer(trail, line).unwrap_or_default(),
            line.action.clone(),
            person.map(|person| person.staff_number.clone()).unwrap_or_default(),
            line.detail.as_deref().map(|detail| plain(&trail.officers, detail)).unwrap_or_default(),
        ]));
    }
    file
}

/// "2026-08-06T12:00:00+01:00".
fn exact(at: Timestamp, zone: &TimeZone) -> String {
    let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or_default().to_zoned(zone.clone());
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn row<const N: usize>(cells: [String; N]) -> String {
    let cells = cells.map(|cell| format!("\"{}\"", harmless(cell).replace('"', "\"\"")));
    format!("{}\r\n", cells.join(","))
}

/// A spreadsheet runs what begins as a formula: a quotation mark before it makes it a text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        let cells = ["=1+1", "+44", "-1", "@sum", "\t=1", "say \"hi\", Sam", "1-2"].map(str::to_owned);
        assert_eq!(row(cells), "\"'=1+1\",\"'+44\",\"'-1\",\"'@sum\",\"'\t=1\",\"say \"\"hi\"\", Sam\",\"1-2\"\r\n");
    }

    #[test]
    fn days_are_those_of_the_organisation() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let query = Query::read("from=2026-08-06&to=2026-08-06&person=%201001&page=x", &zone);
        let times = [query.asked.from.unwrap(), query.asked.until.unwrap()].map(|at| exact(at, &zone));
        assert_eq!(times, ["2026-08-06T00:00:00+01:00", "2026-08-07T00:00:00+01:00"]);
        assert_eq!((query.asked.staff_number.as_deref(), query.page), (Some("1001"), 1));
        let wrong = Query::read("from=6/8/2026&to=", &zone);
        assert_eq!((wrong.wrong_dates, wrong.asked), (vec!["from"], Asked::default()));
    }

    #[test]
    fn details_are_read_out() {
        let officers = BTreeMap::from([(OfficerId::from("a".to_owned()), "Olu Adeyemi".to_owned())]);
        let read = |detail| plain(&officers, detail);
        assert_eq!(read(r#"{"from":"viewer","to":"issuer","tries":3}"#), "from: viewer, to: issuer, tries: 3");
        assert_eq!(read(r#"{"officer":"a"}"#), "officer: Olu Adeyemi");
        assert_eq!(read(r#"{"officer":"b"}"#), "officer: b");
        assert_eq!(read("words"), "words");
    }
}
