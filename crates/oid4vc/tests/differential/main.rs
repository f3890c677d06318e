//! Presentations judged by this crate and by the IETF's reference implementation of SD-JWT in Python
//! ([RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html)): what either issues and presents, both accept and read
//! alike; what is broken, both refuse. Where this crate refuses more, [`crafted`] says so and why.
//!
//! Everything comes from one seed, which is printed. `LATCHKEY_SEED=… cargo test --package oid4vc --test differential`
//! repeats a run.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test support outside of #[test] functions; a panic here is a failed test"
)]

#[path = "../spec/authority.rs"]
#[expect(dead_code, reason = "shared with the tests against the specifications")]
mod authority;
mod changes;
mod crafted;
mod material;
#[path = "../spec/presenter.rs"]
#[expect(dead_code, reason = "shared with the tests against the specifications")]
mod presenter;
mod reference;
#[path = "../spec/support.rs"]
#[expect(dead_code, reason = "shared with the tests against the specifications")]
mod support;

use std::collections::BTreeMap;

use oid4vc::jose::jws::JwsError;
use oid4vc::sd_jwt::{DisclosureError, KeyBindingError, SdJwtError, UnverifiedSdJwt};
use oid4vc::vp::policy::RelyingPolicy;
use oid4vc::vp::presentation::PresentationError;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use serde_json::Value;

use crate::crafted::Expected;
use crate::material::Issuer;
use crate::presenter::{SIGNER_KEY, policy, verify};
use crate::reference::Reference;
use crate::support::WalletKey;

/// The seed of every run that is not given another.
const SEED: u64 = 9901;
/// How many presentations of each of the two issuers are judged, whole and then changed twice.
const ROUNDS: usize = 1500;
/// How many times each broken presentation is made, with other claims each time.
const REPEATS: usize = 20;

/// What came out.
enum Verdict {
    /// Both accept it, with the same claims.
    BothAccept,
    /// Both refuse it.
    BothRefuse,
    /// This crate refuses what the reference accepts, for this reason.
    OursIsStricter(PresentationError),
}

struct Comparison {
    reference: Reference,
    policy: RelyingPolicy,
    seen: BTreeMap<&'static str, usize>,
}

impl Comparison {
    /// Asks both. That this crate were to accept more, or to read other claims, is a failure by itself.
    fn judge(&mut self, name: &str, text: &str) -> Verdict {
        match (verify(text, &self.policy), self.reference.verify(text)) {
            (Ok(_), Ok(claims)) => {
                assert_eq!(our_claims(text), claims, "{name}: other claims in {text}");
                Verdict::BothAccept
            }
            (Err(_), Err(_)) => Verdict::BothRefuse,
            (Err(error), Ok(_)) => Verdict::OursIsStricter(error),
            (Ok(_), Err(refusal)) => panic!("{name}: only the reference refuses, because {refusal}: {text}"),
        }
    }

    fn count(&mut self, verdict: &'static str) {
        *self.seen.entry(verdict).or_default() += 1;
    }

    /// Issued and presented by the book.
    fn accept(&mut self, name: &str, text: &str) {
        let Verdict::BothAccept = self.judge(name, text) else {
            panic!("{name}: {:?}, {:?}: {text}", verify(text, &self.policy), self.reference.verify(text));
        };
        self.count("as issued: both accept");
    }

    /// Changed on the way.
    fn refuse(&mut self, name: &str, text: &str) {
        match self.judge(name, text) {
            Verdict::BothRefuse => self.count("changed: both refuse"),
            Verdict::OursIsStricter(error) if is_spelling(&error) => self.count(ONE_SPELLING),
            Verdict::OursIsStricter(error) => panic!("{name}: only this crate refuses, because {error:?}: {text}"),
            Verdict::BothAccept => panic!("{name}: both accept {text}"),
        }
    }

    /// Made broken, or harmlessly odd.
    fn expect(&mut self, name: &str, text: &str, expected: Expected) {
        let verdict = self.judge(name, text);
        match (verdict, expected) {
            (Verdict::BothAccept, Expected::BothAccept) => self.count("crafted: both accept"),
            (Verdict::BothRefuse, Expected::BothRefuse) => self.count("crafted: both refuse"),
            (Verdict::OursIsStricter(_), Expected::OursIsStricter(why)) => self.count(why),
            _ => panic!("{name}: {:?}, {:?}: {text}", verify(text, &self.policy), self.reference.verify(text)),
        }
    }
}

/// Why a presentation that is spelled otherwise is refused by this crate alone.
const ONE_SPELLING: &str = "changed: base64url has one spelling; the reference skips what does not belong in it";

fn is_spelling(error: &PresentationError) -> bool {
    matches!(
        error,
        PresentationError::SdJwt(SdJwtError::Jws(JwsError::Encoding(_)))
            | PresentationError::SdJwt(SdJwtError::Disclosure(DisclosureError::Encoding))
            | PresentationError::KeyBinding(KeyBindingError::Malformed(JwsError::Encoding(_)))
    )
}

/// All claims, not only those that the policy asks for.
fn our_claims(text: &str) -> Value {
    let credential = UnverifiedSdJwt::parse(text).unwrap();
    Value::Object(credential.verify(&WalletKey::number(SIGNER_KEY).public()).unwrap())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the seed is a setting of this test alone")]
fn this_crate_and_the_reference_implementation_judge_alike() {
    let seed = std::env::var("LATCHKEY_SEED").map_or(SEED, |seed| seed.parse().unwrap());
    println!("seed: {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let issuer = Issuer::new();
    let mut comparison = Comparison { reference: Reference::start(), policy: policy(), seen: BTreeMap::new() };

    let mut other = issuer.ours(&mut rng);
    for round in 0..ROUNDS {
        let ours = issuer.ours(&mut rng);
        let theirs = issuer.theirs(&mut rng, &mut comparison.reference);
        for (origin, text) in [("issued here", ours), ("issued there", theirs)] {
            comparison.accept(&format!("{round}, {origin}"), &text);
            for _ in 0..2 {
                let (change, changed) = changes::changed(&mut rng, &text, &other);
                comparison.refuse(&format!("{round}, {origin}, {change}"), &changed);
            }
            other = text;
        }
    }
    for (name, craft, expected) in crafted::PRESENTATIONS {
        for _ in 0..REPEATS {
            let text = craft(crafted::presenter_with_more(&mut rng)).text();
            comparison.expect(name, &text, *expected);
        }
    }

    for (verdict, count) in &comparison.seen {
        println!("{count:6} {verdict}");
    }
    let cases: usize = comparison.seen.values().sum();
    println!("{cases:6} presentations");
    assert!(cases >= 10_000, "{cases}");
}
