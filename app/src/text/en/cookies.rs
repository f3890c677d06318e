//! The cookies page.

pub(super) const LEAD: &str = "
    Cookies are small files that a website puts on your device. {service} uses two. It needs both to work, so we do not ask
    for your consent. We use no cookies for statistics or adverts, and no other company sets cookies here.
";

pub(super) const LINK_PURPOSE: &str = "Remembers which emailed link you opened, until you select Continue.";

pub(super) const LINK_LIFETIME: &str = "It ends when you select Continue, or when the link in your email expires.";

pub(super) const FLOW_PURPOSE: &str =
    "Keeps your place while you get your access key, and keeps other people out of it.";

pub(super) const FLOW_LIFETIME: &str =
    "It ends when the link in your email expires at the latest. After some time without use it no longer counts.";

pub(super) const BODY: &str = "
    Where the service runs over a secure connection, the names begin with __Host-: your browser then gives the cookies to
    {host} only. Neither cookie contains your name or anything else about you, and scripts on the page cannot read them.

    You can delete them in the settings of your browser at any time. You then have to open the link in your email again.
";
