//! What the services of Amazon Web Services have in common: account, time limits, and what their errors mean.

use crate::dispatch::{CONNECT, Failure, TOTAL, code};
use aws_config::{BehaviorVersion, Region, SdkConfig, retry::RetryConfig, timeout::TimeoutConfig};
use aws_sdk_sesv2::{
    config::{Credentials, http::HttpResponse},
    error::{ProvideErrorMetadata, SdkError},
};
use aws_smithy_http_client::{
    Builder,
    tls::{Provider, rustls_provider::CryptoMode},
};
use std::error::Error;
use url::Url;
use zeroize::Zeroizing;

/// Where and as whom the services are called.
#[derive(Clone, Debug)]
pub struct Account {
    /// Region, for example `eu-west-2`.
    pub region: String,
    /// Address to call in place of the region's own.
    pub endpoint: Option<Url>,
    /// Without them credentials are looked for where AWS programs look: environment, profile, the machine's role.
    pub keys: Option<AccessKeys>,
}

/// A pair of access keys.
#[derive(Clone)]
pub struct AccessKeys {
    /// Public half.
    pub id: String,
    /// Secret half.
    pub secret: Zeroizing<String>,
}

impl std::fmt::Debug for AccessKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessKeys(…)")
    }
}

impl Account {
    /// The outbox tries again, later each time; so nothing is tried again here.
    pub(crate) async fn config(&self) -> SdkConfig {
        let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
        let limits = TimeoutConfig::builder().connect_timeout(CONNECT).operation_timeout(TOTAL).build();
        let mut config = aws_config::defaults(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .http_client(http)
            .retry_config(RetryConfig::disabled())
            .timeout_config(limits);
        if let Some(endpoint) = &self.endpoint {
            config = config.endpoint_url(endpoint.as_str());
        }
        if let Some(keys) = &self.keys {
            config = config.credentials_provider(Credentials::new(&keys.id, &*keys.secret, None, None, "settings"));
        }
        config.load().await
    }
}

/// What an error of `service` means for the message.
pub(crate) fn failure<E: ProvideErrorMetadata + Error + Send + Sync + 'static>(
    service: &str,
    error: &SdkError<E, HttpResponse>,
) -> Failure {
    failure_because(service, error, None)
}

/// The same for a service that names a reason beside the error.
pub(crate) fn failure_because<E: ProvideErrorMetadata + Error + Send + Sync + 'static>(
    service: &str,
    error: &SdkError<E, HttpResponse>,
    reason: Option<&str>,
) -> Failure {
    match error {
        SdkError::ServiceError(refused) if !refused.raw().status().is_success() => {
            let (status, named) = (refused.raw().status().as_u16(), refused.err().code().unwrap_or_default());
            let words = reason.and_then(meaning_of_reason).unwrap_or_else(|| meaning(named));
            let reason = reason.map(|reason| format!(", {}", code(reason))).unwrap_or_default();
            let text = format!("{service}: {words} ({}{reason})", code(named));
            if status >= 500 || status == 429 || is_throttle(named) || named.starts_with("RequestTimeout") {
                Failure::Temporary(text)
            } else if is_ours(named) {
                Failure::Ours(text)
            } else {
                Failure::Permanent(text)
            }
        }
        SdkError::DispatchFailure(failed) => match connection(error) {
            Some(broken) if !broken.is_connect() => Failure::Unanswered(format!("{service}: the connection broke")),
            None if failed.is_other() => Failure::Ours(format!("{service}: no credentials were found")),
            _ => Failure::Temporary(format!("{service} cannot be reached")),
        },
        SdkError::ConstructionFailure(_) => Failure::Permanent(format!("{service}: the request cannot be made")),
        // Too late, or an answer that cannot be read.
        _ => Failure::Unanswered(format!("{service} gave no answer")),
    }
}

/// What happened to the connection, if that is the cause.
fn connection<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a hyper_util::client::legacy::Error> {
    std::iter::successors(Some(error), |cause| (*cause).source()).find_map(|cause| cause.downcast_ref())
}

fn is_throttle(code: &str) -> bool {
    matches!(
        code,
        "Throttling"
            | "Throttled"
            | "ThrottledException"
            | "ThrottlingException"
            | "TooManyRequestsException"
            | "LimitExceededException"
            | "KMSThrottling"
    )
}

/// Whether our account is at fault, or what the settings say of it: no message can go until somebody mends that.
fn is_ours(code: &str) -> bool {
    is_denial(code)
        || matches!(
            code,
            "AccountSuspendedException"
                | "SendingPausedException"
                | "MailFromDomainNotVerifiedException"
                | "ServiceQuotaExceededException"
                | "NotFoundException"
                | "NotFound"
                | "ResourceNotFoundException"
        )
}

fn is_denial(code: &str) -> bool {
    matches!(
        code,
        "AccessDenied"
            | "AccessDeniedException"
            | "AuthorizationError"
            | "ExpiredToken"
            | "ExpiredTokenException"
            | "IncompleteSignature"
            | "IncompleteSignatureException"
            | "InvalidClientTokenId"
            | "InvalidSignatureException"
            | "MissingAuthenticationToken"
            | "MissingAuthenticationTokenException"
            | "RequestExpired"
            | "SignatureDoesNotMatch"
            | "UnrecognizedClientException"
    )
}

/// What HR and whoever runs the service have to tell apart.
fn meaning_of_reason(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "DESTINATION_PHONE_NUMBER_OPTED_OUT" => "the number has opted out of texts",
        "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION" => {
            "the account's protect configuration does not allow the number's country"
        }
        "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE" => {
            "the account's protect configuration does not allow the number"
        }
        "DESTINATION_PHONE_NUMBER_NOT_VERIFIED" => {
            "the account is in its sandbox, and may write to verified numbers only"
        }
        _ => return None,
    })
}

/// In words for an operator.
fn meaning(code: &str) -> &'static str {
    match code {
        "MessageRejected" => "the sender or the recipient is not accepted",
        "AccountSuspendedException" => "the account is suspended",
        "SendingPausedException" => "sending is paused for the account",
        "MailFromDomainNotVerifiedException" => "the sender's domain is not verified",
        "ServiceQuotaExceededException" => "the account's spending limit is reached",
        "ConflictException" => "the number has opted out, or the sender may not write to it",
        "NotFoundException" | "NotFound" | "ResourceNotFoundException" => {
            "the settings name something that is not there"
        }
        "BadRequestException" | "ValidationException" | "InvalidParameter" | "ParameterValueInvalid" => {
            "the request is not accepted"
        }
        code if is_denial(code) => "access is denied: check the credentials, their rights and this machine's clock",
        code if is_throttle(code) => "too many messages at once, or the account's limit is reached",
        _ => "not sent",
    }
}
