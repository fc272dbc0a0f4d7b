package io.seedbed.world.trade;

import io.seedbed.world.contagion.Spread;
import io.seedbed.world.people.Accounts;
import io.seedbed.world.people.Person;
import io.seedbed.world.people.Population;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All orders, by who ordered. */
public final class Sales {

  private final List<List<Order>> orders;

  private Sales(List<List<Order>> orders) {
    this.orders = orders;
  }

  /** What everybody who came ordered. */
  public static Sales of(Population people, Accounts accounts, Spread spread, Shopping shopping) {
    List<List<Order>> orders = new ArrayList<>(people.size());
    for (Person person : people.all()) {
      orders.add(shopping.orders(person, spread.day(person.id()), accounts.of(person.id())));
    }
    return new Sales(orders);
  }

  /** The orders of somebody by day. */
  public List<Order> of(int person) {
    return Collections.unmodifiableList(orders.get(person));
  }
}
