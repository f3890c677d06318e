//! AWS End User Messaging
//! ([SendTextMessage](https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html)).

use crate::{Account, Dispatch, Failure, Receipt, Sms, aws};
use aws_sdk_pinpointsmsvoicev2::{
    Client, error::SdkError, operation::send_text_message::SendTextMessageError, types::MessageType,
};
use domain::Duration;
use tokio::sync::OnceCell;

/// Name in errors.
const SERVICE: &str = "AWS End User Messaging";
/// Shortest and longest life of a text, in seconds.
const LIFE: std::ops::RangeInclusive<i32> = 5..=259_200;

/// How texts are sent.
#[derive(Clone, Debug)]
pub struct EndUserMessagingOptions {
    /// Number, sender id or pool from which they come.
    pub origination: String,
    /// Configuration set, which says where events of delivery go.
    pub configuration_set: Option<String>,
    /// Protect configuration, which says which countries may be written to.
    pub protect_configuration: Option<String>,
    /// The most that a text may cost, in US dollars.
    pub max_price: String,
}

/// Sends texts by AWS End User Messaging.
#[derive(Debug)]
pub struct EndUserMessaging {
    account: Account,
    options: EndUserMessagingOptions,
    client: OnceCell<Client>,
}

impl EndUserMessaging {
    /// Asks nobody anything before the first text.
    #[must_use]
    pub fn new(account: Account, options: EndUserMessagingOptions) -> Self {
        Self { account, options, client: OnceCell::new() }
    }

    pub(super) async fn send(&self, sms: &Sms, dispatch: Dispatch<'_>) -> Result<Receipt, Failure> {
        let life = dispatch.life().map(time_to_live).transpose()?;
        let client = self.client.get_or_init(|| async { Client::new(&self.account.config().await) }).await;
        let request = client
            .send_text_message()
            .destination_phone_number(&sms.to)
            .origination_identity(&self.options.origination)
            .message_body(&sms.text)
            .message_type(MessageType::Transactional)
            .max_price(&self.options.max_price)
            .set_time_to_live(life)
            .set_configuration_set_name(self.options.configuration_set.clone())
            .set_protect_configuration_id(self.options.protect_configuration.clone());
        let failed =
            |error: SdkError<_, _>| aws::failure_because(SERVICE, &error, error.as_service_error().and_then(reason));
        let answer = request.send().await.map_err(failed)?;
        Ok(Receipt { provider_id: answer.message_id })
    }
}

/// What the service says beside the name of an error; the same name stands for much.
fn reason(error: &SendTextMessageError) -> Option<&str> {
    match error {
        SendTextMessageError::AccessDeniedException(error) => error.reason().map(|reason| reason.as_str()),
        SendTextMessageError::ConflictException(error) => error.reason().map(|reason| reason.as_str()),
        SendTextMessageError::ServiceQuotaExceededException(error) => error.reason().map(|reason| reason.as_str()),
        SendTextMessageError::ValidationException(error) => error.reason().map(|reason| reason.as_str()),
        _ => None,
    }
}

/// Whole seconds, never more than are left.
fn time_to_live(left: Duration) -> Result<i32, Failure> {
    let seconds = i32::try_from(left.as_seconds()).unwrap_or(*LIFE.end()).min(*LIFE.end());
    if seconds < *LIFE.start() {
        return Err(Failure::Permanent("too late to be sent".to_owned()));
    }
    Ok(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_lives_longer_than_its_code() {
        assert_eq!(time_to_live(Duration::millis(599_999)), Ok(599));
        assert_eq!(time_to_live(Duration::seconds(5)), Ok(5));
        assert_eq!(time_to_live(Duration::days(30)), Ok(259_200));
        for late in [Duration::millis(4_999), Duration::seconds(0), Duration::seconds(-1)] {
            assert!(matches!(time_to_live(late), Err(Failure::Permanent(_))), "{late:?}");
        }
    }
}
