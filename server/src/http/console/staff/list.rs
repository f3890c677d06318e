//! `GET /hr/staff`: the list of people. All that it shows follows from its address; what an address says that nobody
//! understands is left out.

use crate::{
    flows::staff::list::{StaffPage, list},
    http::{
        console::{On, desk, said::said},
        problem,
    },
    state::AppState,
};
use app::pages::console::{
    Pages, Section,
    staff::list::{Asked, Column, Header, Row, StaffList, staff_list},
};
use axum::{
    Router,
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use domain::{Permission, Status};
use store::{
    search_words,
    staff_passports::{OrderBy, PAGE, Wanted},
};

/// Its path.
pub const PATH: &str = "/hr/staff";
/// Longest search, in characters.
const LONGEST: usize = 200;
/// The columns with the orders that they stand for, and their names in addresses.
const ORDERS: [(Column, OrderBy, &str); 4] = [
    (Column::Name, OrderBy::Name, "name"),
    (Column::Email, OrderBy::Email, "email"),
    (Column::Status, OrderBy::Status, "status"),
    (Column::Invited, OrderBy::Invited, "invited"),
];

/// Its route.
pub fn routes(router: Router<AppState>) -> Router<AppState> {
    router.route(PATH, get(show))
}

async fn show(State(state): State<AppState>, On(on): On, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = Query::read(query.as_deref().unwrap_or_default());
    let found = match list(&state, &query.wanted(), query.page).await {
        Ok(found) => found,
        Err(fault) => return problem::fault(&state.settings, &headers, &fault),
    };
    let may_add = on.officer.role.may(Permission::ManagePeople);
    let view = query.view(&state, found, may_add);
    // What a press came to is not said again beside the results of a search.
    desk::page_at(&state, &on, Some(Section::Staff), &query.address(), |site| staff_list(site, view))
}

/// What an address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Query {
    search: String,
    status: Option<Status>,
    left: bool,
    order: OrderBy,
    descending: bool,
    page: u64,
}

impl Query {
    fn read(query: &str) -> Self {
        let value = |name: &str| said(query, name).unwrap_or_default();
        let sort = value("sort");
        let (descending, column) = sort.strip_prefix('-').map_or((false, sort.as_str()), |column| (true, column));
        let order = ORDERS.iter().find(|(_, _, name)| *name == column);
        Self {
            search: value("q").trim().chars().take(LONGEST).collect(),
            status: Status::named(&value("status")),
            left: value("people") == "left",
            order: order.map(|(_, order, _)| *order).unwrap_or_default(),
            descending: descending && order.is_some(),
            page: value("page").parse().unwrap_or(1),
        }
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            words: search_words::asked(&self.search),
            status: self.status,
            left: self.left,
            order: self.order,
            descending: self.descending,
        }
    }

    /// Value of `sort`; none for the usual order.
    fn sort(&self) -> Option<String> {
        let name = ORDERS.iter().find(|(_, order, _)| *order == self.order).map_or("name", |(_, _, name)| *name);
        match (self.order, self.descending) {
            (OrderBy::Name, false) => None,
            (_, false) => Some(name.to_owned()),
            (_, true) => Some(format!("-{name}")),
        }
    }

    /// The address that asks for this, without a page.
    fn address(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
        pairs.extend(self.status.map(|status| ("status", status.name().to_owned())));
        if self.left {
            pairs.push(("people", "left".to_owned()));
        }
        pairs.extend(self.sort().map(|sort| ("sort", sort)));
        let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
        if query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{query}") }
    }

    fn view(&self, state: &AppState, found: StaffPage, may_add: bool) -> StaffList {
        let headers = ORDERS.map(|(column, order, _)| {
            let here = order == self.order;
            // The same column once more turns the order round.
            let next = Self { order, descending: here && !self.descending, ..self.clone() };
            Header { column, href: next.address(), descending: here.then_some(self.descending) }
        });
        let rows = found.people.into_iter().map(|(person, status)| Row {
            href: format!("{PATH}/{}", person.id),
            name: format!("{}, {}", person.family_name, person.given_name),
            email: person.email,
            status,
            left: !person.active,
            invited: person.invited_at.map(|at| at.date(&state.zone)),
        });
        let address = self.address();
        let join = if address.contains('?') { '&' } else { '?' };
        StaffList {
            asked: Asked { search: self.search.clone(), status: self.status, left: self.left, sort: self.sort() },
            headers: headers.into(),
            rows: rows.collect(),
            first: (found.page - 1) * PAGE + 1,
            total: found.total,
            pages: Pages { page: found.page, last: found.last, address: format!("{address}{join}page=") },
            everybody: self.search.is_empty() && self.status.is_none() && !self.left,
            may_add,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_understands_is_left_out() {
        let usual = Query { page: 1, ..Query::default() };
        for query in ["", "status=gone&people=all&sort=phone&page=minus&x=1", "sort=-", "q=+&page=", "q=%FF%00&q="] {
            let read = Query::read(query);
            assert_eq!(Query { search: String::new(), ..read }, usual, "{query}");
        }
    }

    #[test]
    fn an_address_asks_for_what_it_was_made_from() {
        for address in [
            "/hr/staff",
            "/hr/staff?q=sam+tay%26&status=expired&people=left&sort=-invited",
            "/hr/staff?sort=-name",
            "/hr/staff?sort=email",
        ] {
            let query = address.split_once('?').map_or("", |(_, query)| query);
            assert_eq!(Query::read(query).address(), address);
        }
    }
}
