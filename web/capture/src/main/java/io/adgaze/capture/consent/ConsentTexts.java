package io.adgaze.capture.consent;

import io.adgaze.capture.consent.ConsentText.Section;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words a study's consent text, from the message bundles. */
@Component
public class ConsentTexts {

    /** Raised with each change of the bundles' {@code consent.text} messages. */
    static final String VERSION = "2026-11";

    private static final List<String> SECTIONS =
            List.of("recorded", "computed", "emotion", "who", "long", "withdraw");

    private final MessageSource messages;

    ConsentTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** What a viewer of this study is told, in their language. */
    public ConsentText of(Study study, Locale language) {
        List<Section> sections = new ArrayList<>();
        for (String name : SECTIONS) {
            sections.add(
                    new Section(
                            text("consent.text." + name + ".heading", study, language),
                            List.of(text("consent.text." + name, study, language))));
        }
        sections.add(purposes(study, language));
        return new ConsentText(VERSION, language.getLanguage(), List.copyOf(sections));
    }

    private Section purposes(Study study, Locale language) {
        List<String> choices = new ArrayList<>();
        for (String purpose : Studies.words(study.purposes())) {
            choices.add("[ ] " + text("consent.purpose." + purpose, study, language));
        }
        if (study.recontactText() != null) {
            choices.add("[ ] " + study.recontactText());
        }
        return new Section(
                text("consent.text.purposes.heading", study, language), List.copyOf(choices));
    }

    private String text(String key, Study study, Locale language) {
        return messages.getMessage(key, new Object[] {study.retentionDays()}, language);
    }
}
