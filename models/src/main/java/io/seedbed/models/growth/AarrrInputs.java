package io.seedbed.models.growth;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the AARRR stages are counted from.
 *
 * @param acquisitions rows of user_acquisition: who is a member of which cohort
 * @param memberActivity rows of member_activity: when members were active
 * @param userFeatures rows of user_features: first purchases and net value, of invitees too
 * @param invites rows of invites: invites sent, for those whose invitee is not known
 * @param inviteEdges rows of invite_edges: invites to known invitees and what came of them
 * @param userSegments rows of user_segments: class of a user and of an inviter
 * @param memberships rows of memberships: group of a user whom no group event made known
 */
public record AarrrInputs(
    Dataset<Row> acquisitions,
    Dataset<Row> memberActivity,
    Dataset<Row> userFeatures,
    Dataset<Row> invites,
    Dataset<Row> inviteEdges,
    Dataset<Row> userSegments,
    Dataset<Row> memberships) {}
