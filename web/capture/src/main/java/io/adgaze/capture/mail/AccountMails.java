package io.adgaze.capture.mail;

import io.adgaze.capture.identity.Secret;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.viewers.Viewer;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words the mails about an account. */
@Component
public class AccountMails {

    private final Mails mails;
    private final MailedLinks links;
    private final MessageSource messages;
    private final CaptureSettings settings;

    AccountMails(Mails mails, MailedLinks links, MessageSource messages, CaptureSettings settings) {
        this.mails = mails;
        this.links = links;
        this.messages = messages;
        this.settings = settings;
    }

    /** Asks whether an address is theirs. */
    public void verifyAddress(Viewer viewer, Locale language) {
        send(viewer, MailedLinks.Purpose.VERIFY_EMAIL, "/verify/", "verify", language);
    }

    /** Lets them choose a new password. */
    public void resetPassword(Viewer viewer, Locale language) {
        send(viewer, MailedLinks.Purpose.RESET_PASSWORD, "/reset/", "reset", language);
    }

    /** Says that a withdrawal was received; to nobody whose address is not known to be theirs. */
    public void withdrawalReceived(Viewer viewer, List<String> withdrawalIds, Locale language) {
        if (viewer.email() == null || !viewer.emailVerified()) {
            return;
        }
        mails.send(
                viewer.email(),
                messages.getMessage("mail.withdrawal.subject", null, language),
                messages.getMessage(
                        "mail.withdrawal",
                        new Object[] {String.join("\n", withdrawalIds), settings.address("/my")},
                        language));
    }

    private void send(
            Viewer viewer,
            MailedLinks.Purpose purpose,
            String path,
            String message,
            Locale language) {
        if (viewer.email() == null) {
            return;
        }
        Secret secret = links.add(viewer.viewerId(), purpose);
        mails.send(
                viewer.email(),
                messages.getMessage("mail." + message + ".subject", null, language),
                messages.getMessage(
                        "mail." + message,
                        new Object[] {settings.address(path + secret.text())},
                        language));
    }
}
