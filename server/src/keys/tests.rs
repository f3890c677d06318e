//! Tests of the directory of secrets.

use super::*;
use crate::{config::Settings, random::Random};
use domain::Timestamp;
use oid4vc::x509::{self, Certificate, TrustAnchor};
use rand::rngs::StdRng;
use std::fs;

/// 6 August 2026, noon.
const NOW: Timestamp = Timestamp::from_millis(1_786_017_600_000);

fn settings(dir: &Path) -> Settings {
    let mut settings = Settings::default();
    settings.keys.dir = dir.join("keys");
    settings
}

fn rng() -> StdRng {
    Random::seeded(1).generator().unwrap()
}

#[test]
fn keys_are_made_once_and_can_be_used() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    let made = init(&settings, NOW, &mut rng()).unwrap();
    assert_eq!(made.len(), 14);
    let keys = Keys::load(&settings.keys.dir).unwrap();
    assert_ne!(*keys.offer, *keys.nonce);
    assert_eq!(keys.credential.chain.to_x5c().len(), 1, "the anchor stays out of x5c");
    let shown = format!("{keys:?}");
    assert!(shown.contains(keys.credential.key.kid()) && !shown.contains("secret"), "{shown}");

    let before = fs::read(settings.keys.dir.join("pepper.keys")).unwrap();
    assert_eq!(init(&settings, NOW, &mut rng()).unwrap(), Vec::<PathBuf>::new());
    assert_eq!(fs::read(settings.keys.dir.join("pepper.keys")).unwrap(), before);
}

#[test]
fn a_missing_piece_of_the_signing_key_is_never_made_up() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    init(&settings, NOW, &mut rng()).unwrap();
    fs::remove_file(settings.keys.dir.join(CREDENTIAL_CHAIN)).unwrap();
    assert!(matches!(init(&settings, NOW, &mut rng()), Err(MakeError::Incomplete(_))));
    assert!(matches!(Keys::load(&settings.keys.dir), Err(KeysError::Missing(_))));
}

#[test]
fn the_key_for_requests_is_certified_by_the_authority_that_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut settings = settings(dir.path());
    settings.server.public_url = "https://keys.example.org".parse().unwrap();
    init(&settings, NOW, &mut rng()).unwrap();
    let path = |name: &str| settings.keys.dir.join(name);
    // A directory from before there was such a key, of an organisation that has another name now.
    fs::remove_file(path(REQUEST_KEY)).unwrap();
    assert!(matches!(init(&settings, NOW, &mut rng()), Err(MakeError::IncompleteRequest(_))));
    fs::remove_file(path(REQUEST_CHAIN)).unwrap();
    fs::rename(path(ANCHOR_KEY), path("elsewhere")).unwrap();
    assert!(matches!(init(&settings, NOW, &mut rng()), Err(MakeError::NoAuthority(_))));
    fs::rename(path("elsewhere"), path(ANCHOR_KEY)).unwrap();
    settings.organisation.name = "Another name".to_owned();
    assert_eq!(init(&settings, NOW, &mut rng()).unwrap(), [path(REQUEST_CHAIN), path(REQUEST_KEY)]);

    let keys = Keys::load(&settings.keys.dir).unwrap();
    assert_ne!(keys.request.key.kid(), keys.credential.key.kid());
    let anchor = TrustAnchor::from_pem(&keys.credential.anchor_pem).unwrap();
    for chain in [&keys.request.chain, &keys.credential.chain] {
        x509::validate(chain.der(), &[&anchor[0]], &[], NOW.as_seconds()).unwrap();
    }
    let leaf = Certificate::from_der(&keys.request.chain.der()[0]).unwrap();
    assert_eq!(leaf.dns_names(), ["keys.example.org"]);
}

#[test]
fn a_rotated_key_comes_first_and_old_ones_stay_for_a_while() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    let mut rng = rng();
    init(&settings, NOW, &mut rng).unwrap();
    let mut rotated = |ring| rotate(&settings.keys.dir, Purpose::Ring(ring), &mut rng).unwrap();
    let first = Keys::load(&settings.keys.dir).unwrap().outbox[0].id.clone();
    let second = rotated(Ring::Outbox);
    let outbox = Keys::load(&settings.keys.dir).unwrap().outbox;
    assert_eq!(outbox.iter().map(|key| &key.id).collect::<Vec<_>>(), [&second, &first]);
    for _ in 0..3 {
        rotated(Ring::Outbox);
        rotated(Ring::Pepper);
    }
    let keys = Keys::load(&settings.keys.dir).unwrap();
    assert_eq!((keys.outbox.len(), keys.peppers.len()), (3, 4), "passwords are older than codes");
    let listed = list(&settings.keys.dir).unwrap();
    assert_eq!(listed.iter().filter(|key| key.purpose == "pepper" && key.current).count(), 1);
    assert_eq!(listed.len(), 16);
}

#[test]
fn a_new_key_for_portals_is_published_before_it_signs_and_the_old_ones_stay_to_check_with() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    let mut rng = rng();
    init(&settings, NOW, &mut rng).unwrap();
    let kids = || -> Vec<String> {
        Keys::load(&settings.keys.dir).unwrap().oidc.iter().map(|key| key.kid().to_owned()).collect()
    };
    let mut expected = kids();
    assert_eq!(expected.len(), 2);
    for _ in 0..3 {
        let published = expected[0].clone();
        expected.insert(0, rotate(&settings.keys.dir, Purpose::Oidc, &mut rng).unwrap());
        expected.truncate(4);
        assert_eq!(kids(), expected);
        let keys = Keys::load(&settings.keys.dir).unwrap().oidc;
        assert_eq!(in_use(&keys).unwrap().kid(), published, "every server that still runs knows it");
    }
    let listed = list(&settings.keys.dir).unwrap();
    let listed: Vec<_> = listed.iter().filter(|key| key.purpose == "oidc").map(|key| (&key.id, key.current)).collect();
    assert_eq!(listed, [(&expected[0], false), (&expected[1], true), (&expected[2], false), (&expected[3], false)]);
    file::replace(&settings.keys.dir.join("oidc-keys.pem"), b"").unwrap();
    assert!(matches!(Keys::load(&settings.keys.dir), Err(KeysError::Empty(_))));
}

#[cfg(unix)]
#[test]
fn secrets_that_others_can_read_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    init(&settings, NOW, &mut rng()).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&settings.keys.dir), 0o700);
    for name in ["offer.keys", CREDENTIAL_KEY, ANCHOR_KEY] {
        let path = settings.keys.dir.join(name);
        assert_eq!(mode(&path), 0o600, "{name}");
    }
    let path = settings.keys.dir.join("outbox.keys");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(Keys::load(&settings.keys.dir), Err(KeysError::Open(open)) if open == path));
}

#[test]
fn damaged_files_are_named_with_their_line() {
    let dir = tempfile::tempdir().unwrap();
    let settings = settings(dir.path());
    let mut rng = rng();
    init(&settings, NOW, &mut rng).unwrap();
    let path = settings.keys.dir.join("nonce.keys");
    file::replace(&path, b"# comment\nabc short\n").unwrap();
    assert!(matches!(Keys::load(&settings.keys.dir), Err(KeysError::Damaged { line: 2, .. })));
    file::replace(&path, b"# comment\n").unwrap();
    assert!(matches!(Keys::load(&settings.keys.dir), Err(KeysError::Empty(_))));
}
