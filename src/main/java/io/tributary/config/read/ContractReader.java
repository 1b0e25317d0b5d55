package io.tributary.config.read;

import io.tributary.config.BodySchema;
import io.tributary.config.ContractConfig;
import io.tributary.config.ContractConfig.Enforcement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads whether the bodies of a part are checked against its schema. Mistakes are reported. */
final class ContractReader {
  private static final List<Enforcement> WORDS = List.of(Enforcement.values());

  private ContractReader() {}

  /** Reads {@code enforce} and {@code enforceSample}. */
  static ContractConfig read(ObjectReader section, Optional<BodySchema> schema) {
    Optional<ConfigValue> enforce = section.optional("enforce");
    Optional<ConfigValue> sample = section.optional("enforceSample");
    ContractConfig contract =
        new ContractConfig(
            enforce
                .flatMap(
                    value -> Choice.of(value, WORDS, word -> word.name().toLowerCase(Locale.ROOT)))
                .orElse(Enforcement.OFF),
            sample.flatMap(ContractReader::share).orElse(1.0));
    if (sample.isPresent() && !contract.checks()) {
      section.problem("enforceSample", "has no effect without enforce: warn or fail");
    }
    if (contract.checks()) {
      if (section.optional("schema").isEmpty()) {
        section.problem("enforce", "needs a schema");
      }
      schema.ifPresent(one -> refuseMistakes(one, section));
    }
    return contract;
  }

  private static Optional<Double> share(ConfigValue value) {
    return value
        .share()
        .flatMap(
            share ->
                share > 0
                    ? Optional.of(share)
                    : value.refuse("must be above 0; with enforce: off nothing is checked"));
  }

  private static void refuseMistakes(BodySchema schema, ObjectReader section) {
    section
        .optional("schema")
        .ifPresent(
            value ->
                value
                    .reading()
                    .expressions()
                    .mistakeInSchema(schema.json())
                    .ifPresent(value::problem));
  }
}
