package io.adgaze.models.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All sections' results as a page and as JSON. */
final class Report {

    private static final int DECIMALS = 4;

    private final List<Section.Figure> summary = new ArrayList<>();
    private final Map<String, Section.Result> sections = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    /** What the JSON holds. */
    private record Content(
            List<Section.Figure> summary,
            Map<String, Section.Result> sections,
            Map<String, String> skipped) {}

    void add(Section section, Section.Result result) {
        sections.put(section.name(), result);
        summary.addAll(result.figures());
    }

    /** Notes that the data has nothing for the section. */
    void skip(Section section) {
        skipped.put(section.name(), section.reads());
    }

    /** Writes evaluation.md and evaluation.json, and prints the summary. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path page = folder.resolve("evaluation.md");
        Path json = folder.resolve("evaluation.json");
        Files.writeString(page, page());
        Files.writeString(json, mapper().writeValueAsString(content()) + "\n");
        for (Section.Figure figure : summary) {
            System.out.printf(
                    "%-52s %-44s %s, %s%n",
                    figure.figure(), figure.value(), figure.data(), figure.count());
        }
        System.out.println(page);
        System.out.println(json);
    }

    private Content content() {
        return new Content(summary, sections, skipped);
    }

    private String page() {
        Markdown page = new Markdown();
        page.heading(1, "Evaluation");
        page.paragraph("Written by `models/evaluate`: edit that, not this.");
        Markdown.Table table = page.table("figure", "value", "data", "over");
        for (Section.Figure figure : summary) {
            table.row(figure.figure(), figure.value(), figure.data(), figure.count());
        }
        table.end();
        skipped.forEach(
                (section, reads) ->
                        page.paragraph(
                                "Skipped: " + section + "; the data has no `" + reads + "`."));
        sections.values().forEach(section -> section.describe(page));
        return page.toString();
    }

    private static JsonMapper mapper() {
        SimpleModule rounding = new SimpleModule();
        rounding.addSerializer(Double.class, new Rounded());
        rounding.addSerializer(double.class, new Rounded());
        return JsonMapper.builder()
                .addModule(rounding)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }

    /** To so many decimals; null for what could not be measured, which JSON has no number for. */
    private static final class Rounded extends JsonSerializer<Double> {

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(
                        BigDecimal.valueOf(value)
                                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString());
            } else {
                json.writeNull();
            }
        }
    }
}
