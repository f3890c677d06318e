//! What kind of credential the access key is (SD-JWT VC, section 6).

use super::document;

// ISSUE-16
#[tokio::test]
async fn of_the_type_of_credential() {
    insta::assert_json_snapshot!(document("/openid4vci/types/access-key").await, @r##"
    {
      "claims": [
        {
          "display": [
            {
              "label": "Employee identifier",
              "locale": "en"
            }
          ],
          "mandatory": true,
          "path": [
            "employee_id"
          ],
          "sd": "never"
        },
        {
          "display": [
            {
              "label": "Employer",
              "locale": "en"
            }
          ],
          "mandatory": true,
          "path": [
            "employer"
          ],
          "sd": "always"
        },
        {
          "display": [
            {
              "label": "Staff number",
              "locale": "en"
            }
          ],
          "mandatory": true,
          "path": [
            "staff_number"
          ],
          "sd": "always"
        },
        {
          "display": [
            {
              "label": "Given name",
              "locale": "en"
            }
          ],
          "mandatory": true,
          "path": [
            "given_name"
          ],
          "sd": "always"
        },
        {
          "display": [
            {
              "label": "Family name",
              "locale": "en"
            }
          ],
          "mandatory": true,
          "path": [
            "family_name"
          ],
          "sd": "always"
        },
        {
          "display": [
            {
              "label": "Email address",
              "locale": "en"
            }
          ],
          "mandatory": true,
          "path": [
            "email"
          ],
          "sd": "always"
        }
      ],
      "description": "Shows that a person works for an employer, and logs them in to the employer's portal.",
      "display": [
        {
          "description": "Log in to Example Trust with it.",
          "locale": "en",
          "name": "Example Trust access key",
          "rendering": {
            "simple": {
              "background_color": "#005eb8",
              "text_color": "#ffffff"
            }
          }
        }
      ],
      "name": "Access key",
      "vct": "http://localhost:3000/openid4vci/types/access-key"
    }
    "##);
}
