//! Officers change how people are reached.

use super::{
    acts::{after, at, does, refuses},
    somebody,
};
use crate::support::on_every_database;
use domain::{Duration, IdentityOutcome, InvitationState, Role};

const NEW: [(&str, &str); 2] = [("email", "new@example.org"), ("phone", "07700 900999")];
const SUBJECT: &str = "Your contact details for Example Trust were changed";

on_every_database! {
    // HR-23
    async fn it_is_checked_before_it_is_done(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let page = app.unmoved(officer.browser.get(&at(&sam, "contact"))).await;
        assert!(page.body.contains("value=\"Sam@example.org\"") && page.body.contains("value=\"+447700900123\""));
        let form = [("email", "new@example.org"), ("phone", "+44 7700 900999")];
        let page = app.unmoved(officer.browser.submit(&at(&sam, "contact"), &form)).await;
        assert_eq!((page.status.as_u16(), page.heading().as_str()), (200, "Check the new contact details of Sam Tester"));
        for said in ["Sam@example.org changes to new@example.org", "+447700900123 changes to +447700900999", " on 7 August 2026, unless a second officer agrees"] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        for (form, problem) in [
            (NEW.to_vec(), "Enter the phone number with its country code"),
            (vec![("email", "new"), ("phone", "+447700900999")], "Enter an email address"),
            (vec![("email", "Sam@example.org"), ("phone", "+447700900123")], "Change the email address or the phone number"),
        ] {
            let page = app.unmoved(officer.browser.submit(&at(&sam, "contact"), &form)).await;
            assert_eq!(page.status, 422);
            assert!(page.body.contains(problem), "{problem}: {}", page.body);
        }
    }

    // HR-23
    async fn the_old_and_the_new_are_told_and_what_was_sent_before_ends(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let link = app.invite(&sam).await;
        let mut browser = app.verified(&sam, &link).await;
        let offer = browser.offer_link().await;
        let mut officer = app.officer(Role::Issuer).await;
        let form = [("email", "new@example.org"), ("phone", "+447700900999"), ("checked", "yes")];
        for _ in 0..2 {
            let record = does(&app, &mut officer.browser, &sam, "contact", &form).await;
            assert!(record.body.contains("Contact details changed"), "{}", record.body);
        }
        for email in ["Sam@example.org", "new@example.org"] {
            assert_eq!(app.emails(email).await.iter().filter(|subject| *subject == SUBJECT).count(), 1, "{email}");
        }
        for phone in ["+447700900123", "+447700900999"] {
            let told = app.told(phone).await;
            assert_eq!(told.iter().filter(|text| text.contains("contact details for Example Trust were changed")).count(), 1, "{phone}");
        }
        // Neither is told the other.
        let notice = app.told("Sam@example.org").await;
        assert!(notice.iter().all(|text| !text.contains("new@example.org") && !text.contains("900999")));
        assert_eq!(app.invitation(&sam).await.state, InvitationState::Cancelled);
        assert_eq!(browser.open("/key/add").await.heading(), "This invitation was cancelled");
        assert_eq!(app.browser().open(&link).await.status, 410);
        assert!(crate::support::Wallet::new(&app).offer(&offer).await.status != 200);
    }

    // HR-23
    async fn invitations_to_the_new_details_wait(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let form = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
        does(&app, &mut officer.browser, &sam, "contact", &form).await;
        // The number stayed: one text.
        assert_eq!(app.texts(&sam).await, 1);
        let refused = (409, "The contact details of Sam Tester were changed lately");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", "")], refused).await;
        assert!(officer.browser.get("/hr/staff/invite-all").await.body.contains("Nobody is waiting"));
        app.wait(Duration::hours(24));
        let mut later = app.officer_browser(&officer.id).await;
        let newest = after(&app, &sam).await;
        does(&app, &mut later, &sam, "invite", &[("after", &newest)]).await;
        assert_eq!(app.subjects(&sam).await[0], "Download your access key for Example Trust");
    }

    // HR-23: nobody ever confirmed who this is; the details are only being put right.
    async fn before_the_identity_is_confirmed_nothing_waits(app: TestApp) {
        let sam = somebody(&app, "123", "Sam", "Tester").await;
        app.check_identity(&sam, IdentityOutcome::Declined).await;
        let mut officer = app.officer(Role::Issuer).await;
        let form = [("email", "new@example.org"), ("phone", "+447700900123"), ("checked", "yes")];
        does(&app, &mut officer.browser, &sam, "contact", &form).await;
        app.wait(Duration::minutes(1));
        app.check_identity(&sam, IdentityOutcome::Confirmed).await;
        does(&app, &mut officer.browser, &sam, "invite", &[("after", "")]).await;
    }

    // HR-23: one officer alone could take over a key by it.
    async fn a_declined_check_is_no_way_round_the_wait(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        for phone in ["+447700900998", "+447700900999"] {
            app.check_identity(&sam, IdentityOutcome::Declined).await;
            let form = [("email", "new@example.org"), ("phone", phone), ("checked", "yes")];
            does(&app, &mut officer.browser, &sam, "contact", &form).await;
        }
        app.wait(Duration::seconds(10));
        app.check_identity(&sam, IdentityOutcome::Confirmed).await;
        let refused = (409, "The contact details of Sam Tester were changed lately");
        refuses(&app, &mut officer.browser, &sam, "invite", &[("after", "")], refused).await;
    }

    // HR-3: an officer does not become the one who is invited.
    async fn nobody_puts_their_own_address_on_a_record(app: TestApp) {
        let sam = app.person("Sam", "123").await;
        let mut officer = app.officer(Role::Issuer).await;
        let own = officer.email.to_uppercase();
        let form = [("email", own.as_str()), ("phone", "+447700900123"), ("checked", "yes")];
        app.outbox().await;
        let answer = app.unmoved(officer.browser.submit(&at(&sam, "contact"), &form)).await;
        assert_eq!(answer.status, 403);
    }
}
