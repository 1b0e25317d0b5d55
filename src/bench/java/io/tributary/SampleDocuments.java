package io.tributary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What backends answer, seeded: records in arrays, of the sizes and shapes that the benchmark of the
 * whole service uses, and two kinds that are harder to check.
 */
public enum SampleDocuments {
  /** 1.5 KB, compact: short strings. */
  USERS(1_500),
  /** 8.7 KB, compact: numbers, nested. */
  ORDERS(8_700),
  /** 7.4 KB, compact: longer strings with some escapes and umlauts. */
  PRODUCTS(7_400),
  /** Orders, indented by two spaces a level. */
  PRETTY(8_700),
  /** Products in Cyrillic and Japanese: most characters take two or three bytes. */
  NON_ASCII(7_400),
  /** All of the above in turn, so that nothing can adapt to one shape. */
  MIXED(7_000);

  private static final List<SampleDocuments> KINDS =
      List.of(USERS, ORDERS, PRODUCTS, PRETTY, NON_ASCII);
  private static final long SEED = 20_240_615;
  private static final String[] WORDS =
      "amber birch cedar delta ember fjord grove harbor island juniper Küche Zürich".split(" ");
  private static final String[] FOREIGN =
      "янтарь берёза кедр дельта роща остров 琥珀 白樺 杉 三角州 木立 港町".split(" ");

  private final int size;

  SampleDocuments(int size) {
    this.size = size;
  }

  /** So many different documents of this kind; the same ones each time. */
  public List<byte[]> take(int count) {
    Random random = new Random(SEED);
    List<byte[]> documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SampleDocuments kind = this == MIXED ? KINDS.get(i % KINDS.size()) : this;
      documents.add(kind.document(random).getBytes(UTF_8));
    }
    return documents;
  }

  private String document(Random random) {
    return switch (this) {
      case USERS -> array(() -> user(random));
      case ORDERS -> array(() -> order(random));
      case PRODUCTS -> array(() -> product(random, WORDS));
      case NON_ASCII -> array(() -> product(random, FOREIGN));
      case PRETTY, MIXED -> indented(array(() -> order(random)));
    };
  }

  private String array(Supplier<String> item) {
    StringBuilder text = new StringBuilder("[").append(item.get());
    while (text.length() < size) {
      text.append(',').append(item.get());
    }
    return text.append(']').toString();
  }

  private static String user(Random random) {
    return "{\"id\":\"u-%d\",\"name\":\"%s\",\"email\":\"%s%d@example.org\",\"active\":%b}"
        .formatted(
            random.nextInt(100),
            words(random, WORDS, 2),
            WORDS[random.nextInt(10)],
            random.nextInt(100),
            random.nextInt(5) > 0);
  }

  private static String order(Random random) {
    List<String> lines = new ArrayList<>();
    for (int more = random.nextInt(4); more >= 0; more--) {
      lines.add(
          "{\"productId\":\"p-%d\",\"quantity\":%d,\"unitPrice\":%s}"
              .formatted(random.nextInt(40), 1 + random.nextInt(9), price(random)));
    }
    return "{\"id\":\"o-%d\",\"userId\":\"u-%d\",\"note\":null,\"lines\":[%s]}"
        .formatted(random.nextInt(100), random.nextInt(12), String.join(",", lines));
  }

  private static String product(Random random, String[] words) {
    return "{\"id\":\"p-%d\",\"title\":\"%s\",\"description\":\"%s \\\\ \\\"new\\\"\",\"price\":%s,\"tags\":[\"%s\"]}"
        .formatted(
            random.nextInt(100),
            words(random, words, 3),
            words(random, words, 14),
            price(random),
            words(random, words, 3).replace(" ", "\",\""));
  }

  private static String words(Random random, String[] words, int count) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(words[random.nextInt(words.length)]);
    }
    return String.join(" ", chosen);
  }

  /** As serializers write it: without trailing zeros. */
  private static String price(Random random) {
    return String.format(Locale.ROOT, "%s", (100 + random.nextInt(29_900)) / 100.0);
  }

  /** Enough for these documents, whose strings hold no brackets, commas or colons. */
  private static String indented(String compact) {
    StringBuilder text = new StringBuilder();
    int level = 0;
    for (int i = 0; i < compact.length(); i++) {
      char c = compact.charAt(i);
      if (c == ']' || c == '}') {
        text.append('\n').append("  ".repeat(--level));
      }
      text.append(c);
      switch (c) {
        case '[', '{' -> text.append('\n').append("  ".repeat(++level));
        case ',' -> text.append('\n').append("  ".repeat(level));
        case ':' -> text.append(' ');
        default -> {}
      }
    }
    return text.toString();
  }
}
