//! Every button in every state: what a press may change. Whatever is not in the table changes nothing, and a state
//! without a table allows nothing at all.

mod at_an_end;
mod on_the_way;

use crate::support::{Browser, Person, TestApp};
use domain::Duration;

/// One thing that a browser can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Continue,
    SendCode,
    /// With the code that is right, if there is one.
    EnterCode,
    RenewByPage,
    RenewByButton,
    Check,
    NotInApp,
}
use Press::{Check, Continue, EnterCode, NotInApp, RenewByButton, RenewByPage, SendCode};

const EVERY_PRESS: [Press; 7] = [Continue, SendCode, EnterCode, RenewByPage, RenewByButton, Check, NotInApp];

impl Press {
    async fn by(self, app: &TestApp, browser: &mut Browser, person: &Person) -> Vec<String> {
        let code = if app.texts(person).await == 0 { "123456".to_owned() } else { app.code(person).await };
        let sent = app.invitation(person).await.sends.to_string();
        let (path, field) = match self {
            Continue => ("/key/continue", None),
            SendCode => ("/key/send-code", Some(("after", sent.as_str()))),
            EnterCode => ("/key/enter-code", Some(("code", code.as_str()))),
            RenewByPage => ("/key/add/renew", Some(("by", "page"))),
            RenewByButton => ("/key/add/renew", Some(("by", "button"))),
            Check => ("/key/add/check", None),
            NotInApp => ("/key/add/not-in-app", None),
        };
        let form: Vec<_> = field.into_iter().collect();
        app.wait(Duration::seconds(1));
        let (answer, changes) = app.changes(browser.act_raw(path, &form)).await;
        assert_eq!(answer.status, 200, "{self:?}: {}", answer.body);
        changes
    }
}

impl TestApp {
    /// A new person for each press, brought into a state by `arrive`; then the press, and what it changed.
    async fn table(&self, arrive: impl AsyncFn(Person, String) -> Browser, allowed: &[(Press, &[&str])]) {
        for (press, number) in EVERY_PRESS.into_iter().zip(400..) {
            let person = self.person(&format!("{press:?}"), &number.to_string()).await;
            let link = self.invite(&person).await;
            let mut browser = arrive(person.clone(), link).await;
            self.outbox().await;
            let changes = press.by(self, &mut browser, &person).await;
            let expected =
                allowed.iter().find(|(allowed, _)| *allowed == press).map_or(&[][..], |(_, changes)| changes);
            assert_eq!(changes, expected, "{press:?}");
        }
    }
}
