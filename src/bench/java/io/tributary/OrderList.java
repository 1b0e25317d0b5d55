package io.tributary;

import java.util.Random;

/** Lists of orders and of the customers who placed them, seeded: the same ones each time. */
public final class OrderList {
  private static final long SEED = 20_240_615;

  private OrderList() {}

  /** An object with a list of orders inside, of about this many bytes. */
  public static String document(int size) {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder("{\"page\":1,\"data\":{\"items\":[");
    for (int i = 0; text.length() < size; i++) {
      text.append(i == 0 ? "" : ",").append(order(i, Math.max(1, size / 1500), random));
    }
    return text.append("]}}").toString();
  }

  private static String order(int number, int users, Random random) {
    StringBuilder lines = new StringBuilder();
    for (int more = random.nextInt(3); more >= 0; more--) {
      lines.append(
          "{\"productId\":\"p-%d\",\"quantity\":%d,\"unitPrice\":%d.5}%s"
              .formatted(random.nextInt(40), 1 + random.nextInt(9), random.nextInt(300), more == 0 ? "" : ","));
    }
    return "{\"id\":\"o-%d\",\"userId\":\"u-%d\",\"status\":\"shipped\",\"currency\":\"EUR\",\"lines\":[%s]}"
        .formatted(number, random.nextInt(users), lines);
  }

  /** A list of customers, of about this many bytes. */
  public static String users(int size) {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; text.length() < size; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              "{\"id\":\"u-%d\",\"name\":\"Anna Schmidt\",\"email\":\"anna%d@example.org\",\"city\":\"Hamburg\"}"
                  .formatted(i, random.nextInt(1000)));
    }
    return text.append("]").toString();
  }
}
