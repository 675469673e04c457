package io.adgaze.reports;

import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes HTML and the SVG in it. The XML writer beneath escapes every text and attribute; nothing
 * is written as it stands.
 */
final class Markup {

    private final XMLStreamWriter out;

    Markup(Writer target) {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("no XML writer", e);
        }
        write(() -> out.writeDTD("<!DOCTYPE html>\n"));
    }

    /** Opens an element, with attributes as name and value in turn. */
    Markup open(String element, String... attributes) {
        return write(
                () -> {
                    out.writeStartElement(element);
                    writeAttributes(attributes);
                });
    }

    /** Closes the element opened last. */
    Markup close() {
        return write(
                () -> {
                    // Even an empty text keeps the end tag, which HTML needs.
                    out.writeCharacters("");
                    out.writeEndElement();
                });
    }

    Markup text(String text) {
        return write(() -> out.writeCharacters(text));
    }

    /** An element that holds a text alone. */
    Markup leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element without content: one of HTML's that have no end tag, or a shape of SVG. */
    Markup empty(String element, String... attributes) {
        return write(
                () -> {
                    out.writeEmptyElement(element);
                    writeAttributes(attributes);
                });
    }

    /** Closes what is open and hands everything to the target. */
    void finish() {
        write(
                () -> {
                    out.writeEndDocument();
                    out.flush();
                });
    }

    private void writeAttributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private Markup write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing markup failed", e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
