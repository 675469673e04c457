package io.adgaze.capture.mail;

import io.adgaze.capture.settings.CaptureSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends mails over SMTP ({@code spring.mail.host}); where none is set they are printed to the log,
 * addresses included, which is for trying alone.
 */
@Component
public class Mails {

    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);

    private final ObjectProvider<JavaMailSender> smtp;
    private final String from;

    Mails(ObjectProvider<JavaMailSender> smtp, CaptureSettings settings) {
        this.smtp = smtp;
        this.from = settings.mailFrom();
    }

    /** Sends; a mail that cannot be sent fails nothing else. */
    public void send(String to, String subject, String text) {
        JavaMailSender sender = smtp.getIfAvailable();
        if (sender == null) {
            LOG.info("No SMTP is set (spring.mail.host). To {}: {}\n{}", to, subject, text);
            return;
        }
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(from);
        mail.setTo(to);
        mail.setSubject(subject);
        mail.setText(text);
        try {
            sender.send(mail);
        } catch (MailException e) {
            // Without the address, and without the text, which may hold a link that opens a door.
            LOG.error("A mail could not be sent: {}", e.getClass().getSimpleName());
        }
    }
}
