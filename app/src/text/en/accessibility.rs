//! The accessibility statement.

pub(super) const BODY: &str = "
    This statement is about {service} at {host}. {organisation} runs it and wants as many people as possible to be able to
    use it. You should be able to:

    - change colours, contrast and fonts in your browser or device
    - zoom in up to 400% without text running off the screen
    - use the whole service with a keyboard alone
    - use it with speech recognition, a screen reader or a screen magnifier
    - use it without JavaScript

    ## how-accessible How accessible it is
    The service is built to meet version 2.2 of the [Web Content Accessibility Guidelines](https://www.w3.org/TR/WCAG22/) at
    level AA. We know of no part that does not meet it. The wallet app on your phone is made by somebody else: see the
    statement of its maker.

    You do not have to see or scan the QR code. Open the email on the phone that has the wallet app, and use the button there.

    You do not have to remember or copy a security code: you can paste it, and many phones offer to fill it in.

    Codes, QR codes and the time that you stay logged in are limited to keep you safe. You can renew each of them.

    ## tested How we tested it
    Every page is checked by automated tests in a browser each time the service changes: against the rules for level AA, with
    the keyboard alone, at 320 pixels width, with forced colours and without JavaScript. People using assistive technology
    have not yet tested this version with us.

    ## feedback Tell us about a problem
    If something here is hard for you to use, or you need information in another format, [contact us](/contact). Say which
    page it is and what you use. {hr} can also help you through the steps in person or by phone.

    ## enforcement If you are not happy with our answer
    In the United Kingdom, contact the [Equality Advisory and Support Service](https://www.equalityadvisoryservice.com/).
    Elsewhere, contact the body that enforces the rules on accessibility in your country.
";
