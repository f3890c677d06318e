//! Emails by GOV.UK Notify ([send an email](https://docs.notifications.service.gov.uk/rest-api.html#send-an-email)).

use crate::{Dispatch, Email, Failure, Notify, Receipt};
use serde_json::json;

/// Sends emails by GOV.UK Notify, with a template whose subject is `((subject))` and whose message is `((body))`.
#[derive(Debug)]
pub struct NotifyEmail {
    notify: Notify,
    template: String,
}

impl NotifyEmail {
    /// `template` is the template's id.
    #[must_use]
    pub fn new(notify: Notify, template: String) -> Self {
        Self { notify, template }
    }

    /// The plain text goes; Notify makes the HTML itself.
    pub(super) async fn send(&self, email: &Email, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        let request = json!({
            "email_address": email.to,
            "template_id": self.template,
            "personalisation": { "subject": email.subject, "body": email.text },
            "reference": dispatch.id.as_str(),
        });
        self.notify.post("v2/notifications/email", &request, dispatch.now).await
    }
}
