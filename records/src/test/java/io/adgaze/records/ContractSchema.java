package io.adgaze.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** A published JSON Schema, and what it says of JSON that somebody wrote. */
public final class ContractSchema {

    private final Schema schema;

    private ContractSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema {@code <name>.schema.json}. */
    public static ContractSchema of(String name) {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        try (InputStream in = ContractSchema.class.getResourceAsStream(name + ".schema.json")) {
            return new ContractSchema(registry.getSchema(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a text; empty for what the schema takes. */
    public List<Error> errors(String json) {
        return schema.validate(json, InputFormat.JSON);
    }

    /** The words at a place of the schema itself. */
    public List<String> values(String pointer) {
        return StreamSupport.stream(schema.getSchemaNode().at(pointer).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /**
     * The fields that it holds to a rule, as JSON pointers, with a star for the index in an array.
     */
    public Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        collect(schema.getSchemaNode(), "", fields);
        return fields;
    }

    private void collect(JsonNode rules, String place, Set<String> fields) {
        if (rules.has("$ref")) {
            collect(
                    schema.getSchemaNode().at(rules.get("$ref").asText().substring(1)),
                    place,
                    fields);
        }
        rules.path("properties")
                .properties()
                .forEach(
                        property -> {
                            String field = place + "/" + property.getKey();
                            if (isRuled(property.getValue())) {
                                fields.add(field);
                            }
                            collect(property.getValue(), field, fields);
                        });
        if (rules.has("items")) {
            collect(rules.get("items"), place + "/*", fields);
        }
    }

    private static boolean isRuled(JsonNode rules) {
        return rules.properties().stream().anyMatch(rule -> !rule.getKey().equals("description"));
    }
}
