//! The privacy notice.

pub(super) const BODY: &str = "
    {organisation} runs {service} and decides how your personal information is used in it. This page is about getting an
    access key and logging in with it. It adds to the privacy notice that {organisation} gives its employees.

    ## what-we-use What we use
    - your name and staff number, so that the key is made out to you
    - your work email address, to send you invitations and tell you what happens to your key
    - your phone number, to text you security codes; the pages show only its last 3 digits
    - when you logged in, and the kind of browser, so that you can see it and end it
    - what happened and when, for example that an invitation was opened or a key was added, so that {hr} can help you and
      {organisation} can find misuse

    We keep security codes and links only in a form from which they cannot be read back. We do not keep a copy of your
    access key, and we cannot see what else is in your wallet app.

    ## why Why we use it
    {organisation} uses it to give its employees a safe way to log in, as part of employing you and of keeping its systems
    secure.

    ## who Who gets it
    The companies that carry our emails and texts get your email address or phone number and the message, and nothing else.
    Your wallet app gets your access key. When you log in, the employee portal gets what you agree to share in the app. We
    do not sell information, and there is no advertising or tracking here.

    ## how-long How long we keep it
    Security codes, messages, log ins and the places in this journey are deleted 30 days after they end. {organisation} keeps the record of
    your access key and of what happened for as long as its own rules for employee records say. {hr} can tell you how long.

    ## rights Your rights
    You can ask to see the information about you, and to have it corrected. In some cases you can ask to have it deleted or
    its use limited, and you can object to its use. Ask {hr}, or see [how to contact us](/contact).

    If you are not happy with the answer, you can complain to the authority for data protection in your country. In the
    United Kingdom that is the [Information Commissioner's Office](https://ico.org.uk/make-a-complaint/).
";
