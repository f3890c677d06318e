//! Amazon SNS ([Publish](https://docs.aws.amazon.com/sns/latest/api/API_Publish.html) to a phone number).
//!
//! It takes no end of a message's life: a text that is held up on its way may arrive when its code is dead.
//! [`super::EndUserMessaging`] is the better way where there is a choice.

use crate::{Account, Failure, Receipt, Sms, aws};
use aws_sdk_sns::{Client, error::BuildError, types::MessageAttributeValue};
use tokio::sync::OnceCell;

/// Name in errors.
const SERVICE: &str = "Amazon SNS";

/// Sends texts by Amazon SNS.
#[derive(Debug)]
pub struct Sns {
    account: Account,
    sender_id: Option<String>,
    max_price: String,
    client: OnceCell<Client>,
}

impl Sns {
    /// `sender_id` is what phones show as the sender, where the country allows it; `max_price` the most that a text may
    /// cost, in US dollars. Nothing is asked of anybody before the first text.
    #[must_use]
    pub fn new(account: Account, sender_id: Option<String>, max_price: String) -> Self {
        Self { account, sender_id, max_price, client: OnceCell::new() }
    }

    pub(super) async fn send(&self, sms: &Sms) -> Result<Receipt, Failure> {
        let client = self.client.get_or_init(|| async { Client::new(&self.account.config().await) }).await;
        let incomplete = |_| Failure::Permanent(format!("{SERVICE}: the text is not complete"));
        let mut request = client
            .publish()
            .phone_number(&sms.to)
            .message(&sms.text)
            .message_attributes("AWS.SNS.SMS.SMSType", attribute("String", "Transactional").map_err(incomplete)?)
            .message_attributes("AWS.SNS.SMS.MaxPrice", attribute("Number", &self.max_price).map_err(incomplete)?);
        if let Some(sender) = &self.sender_id {
            request =
                request.message_attributes("AWS.SNS.SMS.SenderID", attribute("String", sender).map_err(incomplete)?);
        }
        let answer = request.send().await.map_err(|error| aws::failure(SERVICE, &error))?;
        Ok(Receipt { provider_id: answer.message_id })
    }
}

fn attribute(kind: &str, value: &str) -> Result<MessageAttributeValue, BuildError> {
    MessageAttributeValue::builder().data_type(kind).string_value(value).build()
}
