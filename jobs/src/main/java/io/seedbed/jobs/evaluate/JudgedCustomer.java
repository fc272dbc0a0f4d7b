package io.seedbed.jobs.evaluate;

/**
 * What the jobs say of one customer.
 *
 * @param label the class
 * @param probability of the label; NaN where the jobs give none
 * @param problem P(problem)
 * @param spreader P(spreader); NaN where sharing cannot be seen
 */
record JudgedCustomer(
    String customer, Label label, double probability, double problem, double spreader) {}
