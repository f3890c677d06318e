//! Texts by GOV.UK Notify ([send a text message](https://docs.notifications.service.gov.uk/rest-api.html#send-a-text-message)).

use crate::{Dispatch, Failure, Notify, Receipt, Sms};
use serde_json::json;

/// Sends texts by GOV.UK Notify, with a template whose message is `((body))`.
#[derive(Debug)]
pub struct NotifySms {
    notify: Notify,
    template: String,
    sender: Option<String>,
}

impl NotifySms {
    /// `template` is the template's id, `sender` that of a text message sender if it is not the service's usual one.
    #[must_use]
    pub fn new(notify: Notify, template: String, sender: Option<String>) -> Self {
        Self { notify, template, sender }
    }

    pub(super) async fn send(&self, sms: &Sms, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        let mut request = json!({
            "phone_number": sms.to,
            "template_id": self.template,
            "personalisation": { "body": sms.text },
            "reference": dispatch.id.as_str(),
        });
        if let (Some(sender), Some(members)) = (&self.sender, request.as_object_mut()) {
            members.insert("sms_sender_id".to_owned(), sender.as_str().into());
        }
        self.notify.post("v2/notifications/sms", &request, dispatch.now).await
    }
}
