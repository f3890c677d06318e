//! The cookies page.

pub(super) const LEAD: &str = "
    Cookies are small files that a website puts on your device. {service} uses a few. It needs them to work, so we do not ask
    for your consent. We use no cookies for statistics or adverts, and no other company sets cookies here.
";

pub(super) const LINK_PURPOSE: &str = "Remembers which emailed link you opened, until you select Continue.";

pub(super) const LINK_LIFETIME: &str = "It ends when you select Continue, or when the link in your email expires.";

pub(super) const FLOW_PURPOSE: &str =
    "Keeps your place while you get your access key, and keeps other people out of it.";

pub(super) const FLOW_LIFETIME: &str =
    "It ends when the link in your email expires at the latest. After some time without use it no longer counts.";

pub(super) const LOG_IN_PURPOSE: &str = "Keeps your place while you log in, and keeps other people out of it.";

pub(super) const LOG_IN_LIFETIME: &str =
    "It ends after 24 hours at the latest. Once you are logged in it no longer counts.";

pub(super) const RETURN_PURPOSE: &str =
    "Remembers that your wallet app has just sent you back to this browser, so that only this browser is logged in.";

pub(super) const RETURN_LIFETIME: &str = "It ends after a few minutes.";

pub(super) const SESSION_PURPOSE: &str = "Keeps you logged in.";

pub(super) const SESSION_LIFETIME: &str =
    "It ends when you log out, and after 24 hours at the latest. After some time without use it no longer counts.";

pub(super) const BROWSER_PURPOSE: &str = "Remembers that you have logged in with this browser before. We tell you about a log in from a browser that we do not know.";

pub(super) const BROWSER_LIFETIME: &str = "It ends after 2 years at the latest.";

pub(super) const REPORT_PURPOSE: &str = "Remembers which emailed link you opened to report a lost phone or a log in that was not yours, until you confirm it.";

pub(super) const REPORT_LIFETIME: &str = "It ends when the link in your email expires at the latest.";

pub(super) const OFFICER_LINK_PURPOSE: &str =
    "For HR officers: remembers which link to set up a log in you opened, until the log in is set up.";

pub(super) const OFFICER_LINK_LIFETIME: &str = "It ends when the link expires at the latest.";

pub(super) const OFFICER_PURPOSE: &str = "For HR officers: keeps you logged in.";

pub(super) const OFFICER_LIFETIME: &str =
    "It ends when you log out, and after 24 hours at the latest. After some time without use it no longer counts.";

pub(super) const OFFICER_KNOWN_PURPOSE: &str = "For HR officers: remembers that you have logged in with this browser before, so that you can still log in here when someone else tries wrong passwords for your email address.";

pub(super) const OFFICER_KNOWN_LIFETIME: &str = "It ends after 2 years at the latest. Logging out does not end it.";

pub(super) const OFFICER_SIGN_ON_PURPOSE: &str =
    "For HR officers: keeps your place while you log in with single sign-on, and keeps other people out of it.";

pub(super) const OFFICER_SIGN_ON_LIFETIME: &str = "It ends when you are logged in, and after 10 minutes at the latest.";

pub(super) const BODY: &str = "
    Where the service runs over a secure connection, the names begin with __Host-: your browser then gives the cookies to
    {host} only. No cookie contains your name or anything else about you, and scripts on the page cannot read them.

    You can delete them in the settings of your browser at any time. You then have to open the link in your email or log in again.
";
