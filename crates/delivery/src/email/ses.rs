//! Amazon SES, [API version 2](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).

use super::BY_A_PROGRAM;
use crate::{Account, Email, Failure, Receipt, aws};
use aws_sdk_sesv2::{
    Client,
    error::BuildError,
    types::{Body, Content, Destination, EmailContent, Message, MessageHeader},
};
use tokio::sync::OnceCell;

/// Name in errors.
const SERVICE: &str = "Amazon SES";

/// Sends emails by Amazon SES.
#[derive(Debug)]
pub struct Ses {
    account: Account,
    from: String,
    configuration_set: Option<String>,
    client: OnceCell<Client>,
}

impl Ses {
    /// `from` is the sender, an address alone or `Name <address>`. Nothing is asked of anybody before the first email.
    #[must_use]
    pub fn new(account: Account, from: String, configuration_set: Option<String>) -> Self {
        Self { account, from, configuration_set, client: OnceCell::new() }
    }

    pub(super) async fn send(&self, email: &Email) -> Result<Receipt, Failure> {
        let client = self.client.get_or_init(|| async { Client::new(&self.account.config().await) }).await;
        let content =
            content(email).map_err(|_| Failure::Permanent(format!("{SERVICE}: the email is not complete")))?;
        let request = client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(&email.to).build())
            .content(content)
            .set_configuration_set_name(self.configuration_set.clone());
        let answer = request.send().await.map_err(|error| aws::failure(SERVICE, &error))?;
        Ok(Receipt { provider_id: answer.message_id })
    }
}

fn content(email: &Email) -> Result<EmailContent, BuildError> {
    let part = |text: &str| Content::builder().data(text).charset("UTF-8").build();
    let body = Body::builder().text(part(&email.text)?).html(part(&email.html)?).build();
    let (name, value) = BY_A_PROGRAM;
    let header = MessageHeader::builder().name(name).value(value).build()?;
    let message = Message::builder().subject(part(&email.subject)?).body(body).headers(header).build();
    Ok(EmailContent::builder().simple(message).build())
}
