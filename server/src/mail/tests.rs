//! Every message as people get it.

use super::*;
use contract::site::Contact;
use delivery::{Email, SINGLE_PART, septets};
use domain::{KeyWish, SecurityCode};

const LINK: &str = "https://keys.example.org/k/BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";
const SAM: Recipient<'_> = Recipient { email: "sam@example.org", given_name: "Sam" };

fn site() -> Site {
    Site {
        service: "Staff access keys".to_owned(),
        organisation: "Example <Trust> & Partners".to_owned(),
        logo: None,
        hr: Contact {
            name: "HR team".to_owned(),
            email: Some("hr@example.org".to_owned()),
            phone: Some("01632 960123".to_owned()),
        },
        host: "keys.example.org".to_owned(),
        portal_url: None,
        preview: true,
    }
}

fn code_text(site: &Site) -> String {
    let code = SecurityCode::parse("012345").unwrap();
    SecurityCodeText { site, phone: "+447700900123", code: &code, minutes: 10 }.sms().text
}

#[test]
fn the_security_code_comes_first_and_is_bound_to_the_host_in_the_last_line() {
    assert_eq!(
        code_text(&site()),
        "012345 is your Staff access keys security code.\n\nIt expires in 10 minutes. Do not share it. Nobody will ask you for it.\n\n@keys.example.org #012345"
    );
}

#[test]
fn the_security_code_fits_into_one_part_whatever_the_names_are() {
    for (service, host) in [
        ("Staff access keys", "h.org"),
        (&*"x".repeat(40), &*format!("{}.example.org", "a".repeat(30))),
        ("Allweddi staff ŵŷ", "keys.example.org"),
    ] {
        let text = code_text(&Site { service: service.to_owned(), host: host.to_owned(), ..site() });
        assert!(septets(&text).unwrap() <= SINGLE_PART, "{text}");
        assert!(text.ends_with(&format!("\n@{host} #012345")) && text.starts_with("012345 is your "), "{text}");
        assert!(!text.contains("http"));
    }
}

#[test]
fn texts_about_keys_have_no_link() {
    let site = site();
    let text = TxCodeText { site: &site, phone: "+447700900123", code: "012345" }.sms().text;
    assert!(text.starts_with("012345 is ") && septets(&text).unwrap() <= SINGLE_PART, "{text}");
    let text = KeyRevokedText { site: &site, phone: "+447700900123" }.sms().text;
    assert!(text.contains("was revoked") && !text.contains("http"), "{text}");
    assert!(septets(&text).unwrap() <= SINGLE_PART, "{text}");
    let text = NewKeyText { site: &site, phone: "+447700900123" }.sms().text;
    assert!(text.contains("Example <Trust> & Partners has sent you an email") && !text.contains("http"), "{text}");
    assert!(septets(&text).unwrap() <= SINGLE_PART, "{text}");
    let text = LostPhoneText { site: &site, phone: "+447700900123" }.sms().text;
    assert!(
        text.starts_with("Your phone was reported lost and your access key for ") && !text.contains("http"),
        "{text}"
    );
    assert!(septets(&text).unwrap() <= SINGLE_PART, "{text}");
    let text = NewBrowserText { site: &site, phone: "+447700900123" }.sms().text;
    assert!(text.contains("was used to log in from a new browser") && !text.contains("http"), "{text}");
    assert!(septets(&text).unwrap() <= SINGLE_PART, "{text}");
}

/// What holds for every email; `links` says how many it has.
fn check(email: &Email, links: usize) {
    assert_eq!(email.to, "sam@example.org");
    assert!(email.text.starts_with("Dear Sam\n\n"), "{}", email.text);
    assert!(
        email.text.ends_with("contact HR team: hr@example.org or 01632 960123.\n\nExample <Trust> & Partners\n"),
        "{}",
        email.text
    );
    assert_eq!(email.text.matches("://").count(), links);
    assert_eq!(email.html.matches("<a ").count(), links);
    assert_eq!(email.html.matches(&format!("<a href=\"{LINK}\">{LINK}</a>")).count(), links);
    assert!(email.html.contains("Example &lt;Trust&gt; &amp; Partners") && !email.html.contains("<Trust>"));
    assert!(!email.html.contains("<img") && !email.html.contains("<script") && !email.html.contains("url("));
    assert!(!email.subject.contains('\n'));
}

#[test]
fn emails_that_lead_somewhere_have_one_link_that_can_be_read() {
    let (site, to, expires) = (site(), SAM, "13 August 2026");
    let email = DownloadKey { site: &site, to, link: LINK, expires }.email();
    check(&email, 1);
    assert_eq!(email.subject, "Download your access key for Example <Trust> & Partners");
    assert!(email.text.contains(&format!("\n\n{LINK}\n\nThe link stops working on 13 August 2026.")));
    check(&LogIn { site: &site, to, link: LINK, expires }.email(), 1);
    for lost in [true, false] {
        let email = NewKey { site: &site, to, link: LINK, expires, lost }.email();
        check(&email, 1);
        assert_eq!(email.text.contains("Your old access key has stopped working."), lost, "{}", email.text);
        assert_eq!(email.text.contains("does not work any more once you add the new one"), !lost, "{}", email.text);
    }
    let until = "3:45pm on 7 August 2026";
    let email = ReportLostPhone { site: &site, to, link: LINK, until }.email();
    check(&email, 1);
    assert!(
        email
            .text
            .contains("Nothing happens until you confirm it there. The link stops working at 3:45pm on 7 August 2026.")
    );
    let email =
        NewBrowser { site: &site, to, at: "3:45pm on 6 August 2026", browser: "Chrome <b>", link: LINK, until }.email();
    check(&email, 1);
    assert!(email.text.contains("from a new browser at 3:45pm on 6 August 2026: Chrome <b>."), "{}", email.text);
    assert!(email.text.contains(&format!("If this was not you, open this link and tell us:\n\n{LINK}\n\n")));
    assert!(!email.html.contains("<b>"));
    check(&OfficerSignOn { site: &site, to, provider: "Example Trust", link: LINK }.email(), 1);
    let email = OfficerLink { site: &site, to, link: LINK, until }.email();
    check(&email, 1);
    assert!(
        email.text.contains("The link works once, and stops working at 3:45pm on 7 August 2026."),
        "{}",
        email.text
    );
}

#[test]
fn notices_have_no_link() {
    let (site, to, at) = (site(), SAM, "3:45pm on 6 August 2026");
    check(&KeyAdded { site: &site, to, added: at, replaces: true }.email(), 0);
    check(&CodeTries { site: &site, to, until: at }.email(), 0);
    for key_added in [true, false] {
        let email = UsedAgain { site: &site, to, at, key_added }.email();
        check(&email, 0);
        assert!(email.text.contains("a second time, at 3:45pm on 6 August 2026"), "{}", email.text);
        assert_eq!(email.text.contains("check that your access key is there"), key_added, "{}", email.text);
        assert_eq!(email.text.contains("select Try again"), !key_added, "{}", email.text);
    }
    for (news, what) in [
        (OfficerNews::SetUp, "were set up for your HR log in"),
        (OfficerNews::PasswordChanged, "The password of your HR log in was changed"),
        (OfficerNews::AppChanged, "Another authenticator app was set up"),
        (OfficerNews::NewRecoveryCodes, "New recovery codes were made"),
        (OfficerNews::RecoveryCodeUsed, "A recovery code was used"),
        (OfficerNews::PasswordsWrong, "Wrong passwords were entered for your HR log in too many times"),
        (OfficerNews::CodesWrong, "entered wrong codes of the authenticator app too often"),
    ] {
        let email = OfficerNotice { site: &site, to, at, news }.email();
        check(&email, 0);
        assert!(email.text.contains(what) && email.text.contains("3:45pm on 6 August 2026"), "{}", email.text);
    }
    let email = LostPhone { site: &site, to, reported: at }.email();
    check(&email, 0);
    assert!(email.text.contains("Your phone was reported lost at 3:45pm on 6 August 2026."), "{}", email.text);
    assert!(email.text.contains("We have told HR team that you need a new access key."), "{}", email.text);
    let reason = "Left <script>alert(1)</script>";
    let email = KeyRevoked { site: &site, to, revoked: at, reason, next: NextKey::Sent }.email();
    check(&email, 0);
    assert!(email.text.contains("We have sent you another email to download a new access key."), "{}", email.text);
    let email = KeyRevoked { site: &site, to, revoked: at, reason, next: NextKey::Ask }.email();
    check(&email, 0);
    assert!(email.text.contains("ask for a new access key"), "{}", email.text);
    assert!(email.text.contains("Reason: Left <script>alert(1)</script>\n"));
    assert!(email.html.contains("Reason: Left &lt;script&gt;"));
}

#[test]
fn hr_reads_a_staff_number_and_no_name() {
    let site = site();
    let at = "3:45pm on 6 August 2026";
    let used_again = [true, false].map(|key_added| HrNews::UsedAgain { at, key_added });
    let wishes = [KeyWish::NewPhone, KeyWish::Deleted, KeyWish::NotWorking, KeyWish::LostPhone];
    let wishes = wishes.map(|wish| HrNews::KeyWanted { wish });
    let lost = [true, false].map(|key_revoked| HrNews::PhoneLost { at, key_revoked });
    let other = [HrNews::InvitationLocked, HrNews::PersonLocked { until: at }, HrNews::NotMe { at }];
    for news in other.into_iter().chain(used_again).chain(wishes).chain(lost) {
        let email = HrNotice { site: &site, to: "hr@example.org", staff_number: "100<1", news }.email();
        assert_eq!((email.to.as_str(), email.html.matches("<a ").count()), ("hr@example.org", 0));
        assert!(email.text.contains("staff number 100<1") && email.html.contains("100&lt;1"), "{}", email.text);
    }
}

#[test]
fn suspension_and_changed_contact_details_are_told_without_a_link() {
    let (site, to, at, phone) = (site(), SAM, "3:45pm on 6 August 2026", "+447700900123");
    let email = KeySuspended { site: &site, to, suspended: at, reason: "A <b>report</b>" }.email();
    check(&email, 0);
    assert!(email.text.contains("was suspended at 3:45pm on 6 August 2026") && !email.html.contains("<b>"));
    check(&KeyRestored { site: &site, to, restored: at }.email(), 0);
    check(&KeyEnds { site: &site, to, ends: "13 August 2026" }.email(), 0);
    for (email, phone, what) in [
        (true, false, "The email address that "),
        (false, true, "The phone number that "),
        (true, true, "The email address and the phone number that "),
    ] {
        let email = ContactChanged { site: &site, to, changed: at, email, phone }.email();
        check(&email, 0);
        assert!(email.text.contains(what) && email.text.contains("tell us at once"), "{}", email.text);
    }
    for text in [
        KeySuspendedText { site: &site, phone }.sms().text,
        KeyRestoredText { site: &site, phone }.sms().text,
        ContactChangedText { site: &site, phone }.sms().text,
    ] {
        assert!(septets(&text).unwrap() <= SINGLE_PART && !text.contains("http"), "{text}");
    }
}

#[test]
fn a_reminder_leads_to_the_same_place() {
    for replaces in [true, false] {
        let email = Reminder { site: &site(), to: SAM, link: LINK, expires: "13 August 2026", replaces }.email();
        check(&email, 1);
        assert_eq!(email.subject.contains("your new access key"), replaces);
        assert!(email.text.contains("The link stops working on 13 August 2026."));
    }
}
