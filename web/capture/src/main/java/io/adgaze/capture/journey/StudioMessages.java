package io.adgaze.capture.journey;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The studio's texts: all messages whose keys begin with {@code studio.}. */
@Component
class StudioMessages {

    private static final String BUNDLE = "messages";
    private static final String PREFIX = "studio.";

    /** By key; English where a language lacks one. */
    SortedMap<String, String> in(Locale locale) {
        SortedMap<String, String> texts = new TreeMap<>();
        try {
            ResourceBundle bundle =
                    ResourceBundle.getBundle(
                            BUNDLE,
                            locale,
                            ResourceBundle.Control.getNoFallbackControl(
                                    ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : bundle.keySet()) {
                if (key.startsWith(PREFIX)) {
                    texts.put(key, bundle.getString(key));
                }
            }
        } catch (MissingResourceException none) {
            return texts;
        }
        return texts;
    }
}
