package io.tributary.config.input;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Predicate;

/** The rule that a string has a well-known form. */
public enum Format implements ValueRule {
  /** RFC 9562: 32 hexadecimal digits in five groups, of any version. */
  UUID("uuid", "be a UUID", of("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")),

  /** RFC 3339, full-date, of a day that exists. */
  DATE(
      "date",
      "be a date such as 2026-01-31",
      of("[0-9]{4}-[0-9]{2}-[0-9]{2}").and(Format::startsWithADay)),

  /** RFC 3339, date-time. */
  DATE_TIME(
      "date-time",
      "be a date and time such as 2026-01-31T12:00:00Z",
      of("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
              + "(?:\\.[0-9]+)?(?:[Zz]|[-+](?:[01][0-9]|2[0-3]):[0-5][0-9])")
          .and(Format::startsWithADay)),

  /** The addresses that browsers accept (WHATWG HTML, 4.10.5.1.5). */
  EMAIL(
      "email",
      "be an e-mail address",
      of(
          "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@"
              + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"));

  private final String word;
  private final String requirement;

  /** Immutable: it has a compiled pattern, and methods without state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Predicate<String> test;

  Format(String word, String requirement, Predicate<String> test) {
    this.word = word;
    this.requirement = requirement;
    this.test = test;
  }

  /** How the configuration file spells the format. */
  public String word() {
    return word;
  }

  @Override
  public boolean allows(String value) {
    return test.test(value);
  }

  @Override
  public String requirement() {
    return requirement;
  }

  private static Predicate<String> of(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return pattern::matches;
  }

  private static boolean startsWithADay(String text) {
    try {
      return LocalDate.parse(text.substring(0, 10)) != null;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
