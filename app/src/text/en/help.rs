//! The troubleshooting guide, "This is not my phone number", and contact.

pub(super) const LEAD: &str = "
    This page is about getting your access key from {organisation} and logging in with it. Your access key is how you log in
    to the employee portal. It is kept in a wallet app on your phone.

    If your phone is lost or stolen, [stop your access key now](/lost-phone).
";

pub(super) const BODY: &str = "
    ## no-email I did not get the email
    - Look in your junk or spam folder for an email from {organisation}.
    - Wait a few minutes: some email systems hold messages back while they check them.
    - Look in every email account that {organisation} may have for you.
    - If it is not there, ask {hr} which email address they have for you and to send the invitation again.

    ## link-does-not-work The link does not work
    - Check that you copied all of the link. Some email apps split it over two lines.
    - Open the newest email: a newer invitation ends the earlier one.
    - Invitations expire. If yours has, ask {hr} for a new one.
    - The address must begin with {host}. If it does not, do not open it, and tell {hr}.

    ## no-text I did not get a text
    - Texts can take a few minutes.
    - Check that your phone has a signal. Turn aeroplane mode on, wait a moment, then turn it off again, or restart your phone.
    - Check that texts from unknown senders are not blocked.
    - Check the last 3 digits of the phone number on the page. If it is not your number, [see what to do](/help/phone-number).
    - If you still have no text, [get a new code](/key/new-code).

    ## code-does-not-work The code does not work
    - Use the newest text: a new code ends the earlier ones.
    - A code works for a few minutes only, and once. If it has expired, get a new one.
    - Spaces and dashes do not matter. You can paste the code.
    - After too many wrong codes you have to wait, or get a new code. The page says what you can do and when.

    ## continue-does-nothing Nothing happens when I select Continue
    1. Wait 10 seconds. By then you get the next page, or a message that says what to do.
    2. Reload the page and try again. Nothing is lost, and no second text is sent.
    3. Try another browser, or another network, for example mobile data instead of Wi-Fi. Some networks block parts of pages.
    4. Turn off browser extensions that block scripts, or allow {host} in them. The page works without JavaScript too.
    5. If it still does not work, contact {hr} and say at which page you stopped and which browser you use.

    ## problem-page The page says that there is a problem with the service
    - Wait a minute and try again. Nothing you have done so far is lost.
    - If it goes on, contact {hr} and tell them the reference that is on the page. With it they can have somebody look for the cause.

    ## where-to-scan I cannot find where to scan in the app
    - The page with the QR code lists the steps for your wallet app. Follow them from the first one.
    - Look for a QR code sign or for the word Scan. It is often at the top or at the bottom of the app's first screen.
    - If the app is new on your phone, open it once and follow its first steps.
    - Update the app from your phone's app store.

    ## qr-code The QR code will not scan, or has expired
    - Scan it with your wallet app, not with the camera or another QR code app. Some of those lead to adverts.
    - Turn up the brightness of the screen, clean the lens, and hold the phone still.
    - Let the app use the camera: look in your phone's settings.
    - A QR code works for a few minutes. Select **Get a new QR code** on the page. You can do this as often as you like.
    - You can also open the same email on your phone. You then need no QR code.

    ## green-button The green button does nothing
    - Check that the wallet app is installed on this phone and that you have opened it once.
    - If you were asked whether to open the app and selected cancel, reload the page, then select the button again.
    - If you opened the link inside an email app, open it in your phone's browser instead.
    - On a computer the button has nothing to open. Use the QR code there.

    ## page-did-not-change I selected Add but the page did not change
    - Go back to the browser and wait a few seconds.
    - Select **I have added my access key**.
    - Reload the page.
    - If the key is in your app, you can use it, whatever the page says.

    ## not-in-app The page says my key was added but it is not in the app
    - Close the app and open it again, then wait a minute.
    - Select **My key is not in the app** on the last page and add it again.
    - If that is not offered, ask {hr} for a new access key.

    ## cannot-log-in I cannot log in with my access key
    - Have the phone with your access key in your hand, with a connection to the internet.
    - Open your wallet app once and look whether the access key of {organisation} is in it.
    - On a computer, scan the QR code with the wallet app. On the phone itself, select the green button instead.
    - Select **Share** in the app. If you have several access keys, choose the one of {organisation}.
    - Go back to the browser in which you started, and select **I have shared my access key** if nothing happens.
    - The QR code works for a short time. Select **Get a new QR code** when it has expired.
    - The page tells you why a key was not accepted, and what you can do.

    ## other-browser The page says that I started in another browser
    - On a phone, the wallet app sometimes comes back to another browser than the one in which you started. Open that one again.
    - Or log in from the beginning in the browser that you are in now.
    - If you opened the page inside another app, for example an email app, open it in your phone's browser instead.

    ## no-key My wallet app says that it has no access key to share
    - Check that you opened the right app: the one in which you added your access key.
    - Look in your email for an invitation from {organisation}. If you have not used it yet, open its link to get your key.
    - If you deleted the key or have a new phone, ask {hr} for a new access key.

    ## logged-out I was logged out
    - You are logged out after a while without activity. The page tells you 2 minutes before. Log in again to carry on.
    - When your access key is stopped, or you add a newer one, you are logged out everywhere.

    ## not-me You told me about a log in that was not mine
    - Open the link in the email, then confirm that it was not you. That browser is logged out at once, and every other one.
    - Only scan a QR code that you opened yourself at {host}. Never scan one that somebody sent or showed you.
    - If you do not have your phone, [stop your access key](/lost-phone).

    ## new-phone I have a new phone
    If your wallet app makes backups, restore them first: your access key may come with them. If it does not, ask {hr} for
    a new access key. The earlier one stops working when you have the new one.

    ## lost-phone I have lost my phone
    [Stop your access key](/lost-phone) now, so that nobody else can use it. We send you an email with a link for that. You can
    also tell {hr}. They give you a new access key when you have a phone.

    ## deleted-key I deleted my access key
    Ask {hr} for a new access key. Nobody can bring a deleted one back.

    ## several-employers I work for more than one employer
    You have one access key for each employer. The wallet app shows the employer's name on each. When you log in, choose the
    one of the employer whose portal you are using.

    ## revoked My access key was stopped
    An access key that was stopped stays in your app but no longer works. {organisation} tells you why by email. If you do
    not know why, contact {hr}. You can remove it from the app.
";

pub(super) const PHONE: &str = "
    We send security codes only to the phone number that {organisation} has for you. You cannot change it here: this keeps
    other people from getting your access key.

    Ask {hr} to change your phone number. They may check who you are. They then send you a new invitation.
";

pub(super) const CONTACT: &str = "
    {hr} at {organisation} can help with your invitation, your phone number and your access key.

    Say at which page you stopped and what it said, with the reference if the page shows one. Never tell anyone a security code: nobody who works for us will ask for one.

    [Get help with your access key](/help) first: it may answer your question.
";
