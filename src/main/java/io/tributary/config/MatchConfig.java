package io.tributary.config;

/**
 * Which element of a part goes into which element of another part: those with equal members.
 * Immutable. A path such as {@code customer.id} names a member of a member.
 *
 * @param other the path in the elements of the other part
 * @param own the path in the elements of this part
 */
public record MatchConfig(String other, String own) {}
