//! Where somebody stands is written with everything that it follows from.

use crate::support::{Person, TestApp, on_every_database};
use domain::{Duration, Standing};
use server::flows::{audit::Actor, leave, revoke};

/// Where somebody stands, and that nothing else would come out if it were worked out now.
async fn standing(app: &TestApp, person: &Person) -> Standing {
    let stored = app.employee(person).await;
    store::standing::refresh(&app.state.db, &person.id).await.unwrap();
    assert_eq!(stored, app.employee(person).await, "what is stored is what follows from the rows");
    stored.standing
}

async fn revoke_key(app: &TestApp, person: &Person) {
    let key = store::keys::of_employee(&app.state.db, &person.id).await.unwrap().remove(0);
    revoke::revoke(&app.state, &key.id, "A test", Actor::CommandLine).await.unwrap();
}

on_every_database! {
    // STAFF-4
    async fn it_follows_every_step_of_the_journey(app: TestApp) {
        let sam = app.person("Sam", "101").await;
        assert_eq!(standing(&app, &sam).await, Standing::NotInvited);
        let link = app.invite(&sam).await;
        assert_eq!(standing(&app, &sam).await, Standing::Invited);
        let invited = app.employee(&sam).await;
        assert_eq!((invited.invited_at, invited.invited_until), (Some(app.now()), Some(app.now() + Duration::days(7))));
        app.lock(&sam, &link).await;
        assert_eq!(standing(&app, &sam).await, Standing::Invited, "HR sees in the record that it is locked");

        app.added(&sam).await;
        assert_eq!(standing(&app, &sam).await, Standing::Active);
        let active = app.employee(&sam).await;
        assert_eq!((active.invited_until, active.key_until), (None, Some(app.now() + Duration::days(730))));
        let link = app.reissue(&sam, false).await;
        assert_eq!(standing(&app, &sam).await, Standing::Waiting);
        app.added_by(&sam, &link).await;
        assert_eq!(standing(&app, &sam).await, Standing::Active);
        app.reissue(&sam, true).await;
        assert_eq!(standing(&app, &sam).await, Standing::Waiting);
        app.wait(Duration::seconds(1));
        let link = app.reissue(&sam, false).await;
        app.added_by(&sam, &link).await;
        revoke_key(&app, &sam).await;
        assert_eq!(standing(&app, &sam).await, Standing::Revoked);
        assert_eq!(app.employee(&sam).await.key_until, None);
        app.invite(&sam).await;
        assert_eq!(standing(&app, &sam).await, Standing::Invited);

        let employee = app.employee(&sam).await;
        leave::leave(&app.state, &employee, Actor::CommandLine).await.unwrap();
        assert_eq!(standing(&app, &sam).await, Standing::Revoked, "there was a key once");
        leave::come_back(&app.state, &app.employee(&sam).await, Actor::CommandLine).await.unwrap();
        assert_eq!(standing(&app, &sam).await, Standing::Revoked);
    }

    // STAFF-4
    async fn a_lost_phone_revokes(app: TestApp) {
        let (sam, mut browser) = app.at_home("Sam", "102").await;
        assert_eq!(standing(&app, &sam).await, Standing::Active);
        browser.press("/home/key/lost-phone", &[]).await;
        assert_eq!(standing(&app, &sam).await, Standing::Revoked);
    }
}
