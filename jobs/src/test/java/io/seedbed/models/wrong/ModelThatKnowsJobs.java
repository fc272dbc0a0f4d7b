package io.seedbed.models.wrong;

import io.seedbed.jobs.run.Job;

/** Looks up the arrow. */
public record ModelThatKnowsJobs(Job job) {}
