//! What the audit trail tells of, in words. An act without words is shown by its name, so that nothing is ever left out.

use crate::text::Language;

/// The words for an act.
pub(crate) fn action_words(language: Language, action: &str) -> String {
    let text = language.actions();
    let words = match action {
        "invited" => text.invited,
        "invitation-cancelled" => text.invitation_cancelled,
        "invitation-locked" => text.invitation_locked,
        "invitation-reminded" => text.invitation_reminded,
        "key-end-told" => text.key_end_told,
        "new-key-provided" => text.new_key_provided,
        "session-opened" => text.session_opened,
        "code-sent" => text.code_sent,
        "code-right" => text.code_right,
        "code-wrong" => text.code_wrong,
        "person-locked" => text.person_locked,
        "offer-made" => text.offer_made,
        "offer-redeemed" => text.offer_redeemed,
        "offer-replayed" => text.offer_replayed,
        "key-issued" => text.key_issued,
        "key-accepted" => text.key_accepted,
        "key-failed" => text.key_failed,
        "key-deleted" => text.key_deleted,
        "key-not-in-app" => text.key_not_in_app,
        "key-replaced" => text.key_replaced,
        "key-revoked" => text.key_revoked,
        "key-revoked-phone-lost" => text.key_revoked_phone_lost,
        "key-suspended" => text.key_suspended,
        "key-restored" => text.key_restored,
        "key-shown" => text.key_shown,
        "key-wanted" => text.key_wanted,
        "logged-in" => text.logged_in,
        "logged-out" => text.logged_out,
        "log-in-refused" => text.log_in_refused,
        "log-in-reported" => text.log_in_reported,
        "notifications-chosen" => text.notifications_chosen,
        "phone-reported-lost" => text.phone_reported_lost,
        "report-link-sent" => text.report_link_sent,
        "portal-opened" => text.portal_opened,
        "portal-code-used" => text.portal_code_used,
        "portal-code-replayed" => text.portal_code_replayed,
        "employee-added" => text.employee_added,
        "employee-changed" => text.employee_changed,
        "employee-left" => text.employee_left,
        "employee-returned" => text.employee_returned,
        "contact-changed" => text.contact_changed,
        "identity-confirmed" => text.identity_confirmed,
        "identity-declined" => text.identity_declined,
        "approval-asked" => text.approval_asked,
        "approval-agreed" => text.approval_agreed,
        "approval-declined" => text.approval_declined,
        "officer-added" => text.officer_added,
        "officer-set-up" => text.officer_set_up,
        "officer-link-made" => text.officer_link_made,
        "officer-logged-in" => text.officer_logged_in,
        "officer-logged-out" => text.officer_logged_out,
        "officer-confirmed" => text.officer_confirmed,
        "officer-passwords-wrong" => text.officer_passwords_wrong,
        "officer-reset" => text.officer_reset,
        "officer-codes-wrong" => text.officer_codes_wrong,
        "officer-recovery-code-used" => text.officer_recovery_code_used,
        "officer-role-changed" => text.officer_role_changed,
        "officer-single-sign-on-bound" => text.officer_single_sign_on_bound,
        "officer-password-changed" => text.officer_password_changed,
        "officer-app-changed" => text.officer_app_changed,
        "officer-recovery-codes-made" => text.officer_recovery_codes_made,
        "officer-turned-off" => text.officer_turned_off,
        "officer-turned-on" => text.officer_turned_on,
        "officer-session-ended" => text.officer_session_ended,
        other => return other.to_owned(),
    };
    words.to_owned()
}

/// Who acted: an officer by name, everything else by what it is.
pub(crate) fn actor_words(language: Language, actor: &str, officer: Option<&str>) -> String {
    let text = language.actions();
    match (actor, officer) {
        (_, Some(name)) => name.to_owned(),
        ("employee", None) => text.by_employee.to_owned(),
        ("wallet", None) => text.by_wallet.to_owned(),
        ("portal", None) => text.by_portal.to_owned(),
        ("command-line", None) => text.by_command_line.to_owned(),
        ("system", None) => text.by_system.to_owned(),
        (other, None) => other.to_owned(),
    }
}
