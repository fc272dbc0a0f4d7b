package io.seedbed.features.source;

import io.seedbed.features.table.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a source must bring: its canonical inputs, typed, of which those that are not nullable are
 * required; the key that tells a row sent twice; the event's time; whose event it is.
 *
 * @param name as configuration, accounting and rejected rows know the source
 * @param kinds what a row can be; the first is what a row is unless a rule says otherwise
 * @param inputs the canonical inputs
 * @param key inputs that together name a row; empty where only equal rows are duplicates
 * @param eventTime the input that says when it happened
 * @param user the input that says whose event it is; null in an anonymous row
 * @param updatedAt the input that says which of two rows with one key is the newer
 * @param others further inputs that name a customer, and when it is them
 */
public record SourceContract(
    String name,
    List<String> kinds,
    List<Field> inputs,
    List<Field> key,
    Field eventTime,
    Field user,
    Optional<Field> updatedAt,
    List<Customer> others) {

  public SourceContract {
    kinds = List.copyOf(kinds);
    inputs = List.copyOf(inputs);
    key = List.copyOf(key);
    others = List.copyOf(others);
  }

  /** A source whose rows name no customer but the one whose event they are. */
  public SourceContract(
      String name,
      List<String> kinds,
      List<Field> inputs,
      List<Field> key,
      Field eventTime,
      Field user,
      Optional<Field> updatedAt) {
    this(name, kinds, inputs, key, eventTime, user, updatedAt, List.of());
  }

  /**
   * An input that names a customer.
   *
   * @param at the input that says when it is them; where it is empty, the event's time
   */
  public record Customer(Field id, Field at) {}

  /** This source, whose rows name another customer too. */
  public SourceContract naming(Field customer, Field at) {
    List<Customer> more = new ArrayList<>(others);
    more.add(new Customer(customer, at));
    return new SourceContract(name, kinds, inputs, key, eventTime, user, updatedAt, more);
  }

  /** All inputs that name a customer. */
  public List<Customer> customers() {
    return Stream.concat(Stream.of(new Customer(user, eventTime)), others.stream()).toList();
  }

  /** Names of all inputs, in order. */
  public List<String> inputNames() {
    return inputs.stream().map(Field::name).toList();
  }

  /** Names of the inputs no row can do without. */
  public List<String> requiredInputNames() {
    return inputs.stream().filter(input -> !input.isNullable()).map(Field::name).toList();
  }

  /** Whether rows can come without any part of the key. */
  boolean canLackKey() {
    return key.stream().allMatch(Field::isNullable);
  }

  /** Whether the kind of a row is one of its inputs rather than a rule's verdict. */
  boolean bringsKind() {
    return inputNames().contains(LandedRows.KIND.name());
  }
}
