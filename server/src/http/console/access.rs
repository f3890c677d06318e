//! Who may use which page and which button of the console: one table. A path that is not in it is closed to everybody.

use super::{acts, audit, staff, waiting};
use domain::Permission;

/// What somebody needs for a page or a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: it is on the way in.
    Nothing,
    /// To be logged in as an officer.
    LoggedIn,
    /// A role that may.
    May(Permission),
    /// A role that may, and a second factor that was shown a few minutes ago.
    Fresh(Permission),
}

/// A path with what its page and its form need.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// As the router knows it.
    pub path: &'static str,
    /// For `GET`; `None`: there is no page, and whoever asks for one is told so before any handler runs.
    pub page: Option<Need>,
    /// For `POST`; `None`: there is no form, likewise.
    pub form: Option<Need>,
}

const fn page(path: &'static str, need: Need) -> Access {
    Access { path, page: Some(need), form: None }
}

const fn form(path: &'static str, need: Need) -> Access {
    Access { path, page: None, form: Some(need) }
}

const fn both(path: &'static str, page: Need, form: Need) -> Access {
    Access { path, page: Some(page), form: Some(form) }
}

/// The second factor, for one's own account: every role may see people.
const FRESH: Need = Need::Fresh(Permission::SeePeople);
/// The second factor, for who the officers are.
const FRESH_TO_MANAGE: Need = Need::Fresh(Permission::ManageOfficers);

/// A page whose button does what it says.
const fn act(path: &'static str, need: Need) -> Access {
    both(path, need, need)
}

/// The whole matrix.
pub const ACCESS: &[Access] = &[
    page("/hr", Need::LoggedIn),
    both("/hr/set-up", Need::Nothing, Need::Nothing),
    both("/hr/log-in", Need::Nothing, Need::Nothing),
    both("/hr/log-in/code", Need::Nothing, Need::Nothing),
    both("/hr/log-in/recovery", Need::Nothing, Need::Nothing),
    page("/hr/sso", Need::Nothing),
    page("/hr/sso/return", Need::Nothing),
    page("/hr/sso/confirm", Need::LoggedIn),
    both("/hr/log-out", Need::Nothing, Need::Nothing),
    form("/hr/stay", Need::LoggedIn),
    both("/hr/confirm", Need::LoggedIn, Need::LoggedIn),
    page("/hr/account", Need::LoggedIn),
    form("/hr/account/sessions", Need::LoggedIn),
    both("/hr/account/password", Need::LoggedIn, Need::LoggedIn),
    both("/hr/account/authenticator", FRESH, FRESH),
    both("/hr/account/recovery-codes", FRESH, FRESH),
    page("/hr/officers", Need::May(Permission::ManageOfficers)),
    both("/hr/officers/add", FRESH_TO_MANAGE, FRESH_TO_MANAGE),
    both("/hr/officers/{id}", FRESH_TO_MANAGE, FRESH_TO_MANAGE),
    page(staff::LIST, Need::May(Permission::SeePeople)),
    page(staff::record::PATH, Need::May(Permission::SeePeople)),
    act(staff::add::PATH, Need::May(Permission::ManagePeople)),
    act(staff::details::PATH, Need::May(Permission::ManagePeople)),
    act(staff::identity::PATH, Need::May(Permission::ManagePeople)),
    // A file can change how people are reached, too.
    act(staff::IMPORT, Need::Fresh(Permission::ManagePeople)),
    page(staff::import::TEMPLATE, Need::May(Permission::ManagePeople)),
    act(staff::import::DRAFT, Need::Fresh(Permission::ManagePeople)),
    page(waiting::PATH, Need::May(Permission::SeePeople)),
    page(audit::PATH, Need::May(Permission::SeeAudit)),
    page(audit::FILE, Need::May(Permission::SeeAudit)),
    act(acts::invite::PATH, Need::May(Permission::Issue)),
    act(acts::invite_all::PATH, Need::May(Permission::Issue)),
    act(acts::cancel::PATH, Need::May(Permission::Issue)),
    act(acts::ask::PATH, Need::May(Permission::Issue)),
    act(acts::new_key::PATH, Need::Fresh(Permission::Issue)),
    act(acts::contact::PATH, Need::Fresh(Permission::ManagePeople)),
    act(acts::revoke::PATH, Need::Fresh(Permission::Revoke)),
    act(acts::suspend::PATH, Need::Fresh(Permission::Revoke)),
    act(acts::suspend::RESTORE_PATH, Need::Fresh(Permission::Revoke)),
    act(acts::leave::PATH, Need::Fresh(Permission::Revoke)),
    act(acts::leave::RETURN_PATH, Need::Fresh(Permission::Revoke)),
    page(acts::approvals::PATH, Need::May(Permission::Approve)),
    act(acts::approvals::ONE_PATH, Need::Fresh(Permission::Approve)),
];

/// What a path needs.
#[must_use]
pub fn of(path: &str) -> Option<&'static Access> {
    ACCESS.iter().find(|access| access.path == path)
}

/// Where somebody goes on to after logging in or showing the second factor: a page of the console, and nothing else.
#[must_use]
pub fn onward(asked: Option<&str>) -> &str {
    let path = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
    asked
        .filter(|address| path(address) == "/hr" || address.starts_with("/hr/"))
        .filter(|address| {
            !address.contains("//") && !address.contains('\\') && address.bytes().all(|b| b.is_ascii_graphic())
        })
        .unwrap_or("/hr/staff")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_stays_in_the_console() {
        assert_eq!(onward(Some("/hr/staff?q=sam&page=2")), "/hr/staff?q=sam&page=2");
        for elsewhere in
            ["/home", "//hr/staff", "https://example.org/hr/", "/hr//example.org", "/hr/\\x", "/hrx", "/hr/a\nb", ""]
        {
            assert_eq!(onward(Some(elsewhere)), "/hr/staff", "{elsewhere}");
        }
    }

    #[test]
    fn a_path_is_there_once() {
        for access in ACCESS {
            assert_eq!(ACCESS.iter().filter(|other| other.path == access.path).count(), 1, "{}", access.path);
        }
    }
}
