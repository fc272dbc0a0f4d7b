package io.seedbed.notebooks.explain;

import io.seedbed.features.user.UserFeatures;
import io.seedbed.models.purchase.UserOutlook;
import io.seedbed.models.referral.Inviters;
import io.seedbed.models.roles.ChatRoles;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What is published of a user beside the label.
 *
 * @param features the user's row of {@link UserFeatures}
 * @param inviter the user's row of {@link Inviters}; none without a bound invitee
 * @param outlook the user's row of {@link UserOutlook}; none without a purchase day
 * @param roles the user's rows of {@link ChatRoles}, by group
 */
public record Known(
    Optional<Row> features, Optional<Row> inviter, Optional<Row> outlook, List<Row> roles) {

  /** Nothing at all. */
  static final Known NOTHING =
      new Known(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
}
