package io.seedbed.jobs.nightly;

import io.seedbed.features.facts.ChatMessages;
import io.seedbed.features.facts.Memberships;
import io.seedbed.features.facts.OrderLines;
import io.seedbed.features.facts.OrderValues;
import io.seedbed.features.time.RunDate;
import io.seedbed.features.user.UserAcquisition;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.run.Inputs;
import io.seedbed.jobs.run.Job;
import io.seedbed.models.profiles.SegmentProfiles;
import io.seedbed.models.roles.ChatRoles;
import io.seedbed.models.roles.FittedRatio;
import io.seedbed.models.roles.MemberRatio;
import io.seedbed.models.roles.RoleFits;
import io.seedbed.models.roles.RoleRules;
import io.seedbed.models.segmentation.FitDate;
import io.seedbed.models.segmentation.UserSegments;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who plays which part in the groups, and what sets the classes of customers apart. */
public final class ChatJobs {

  /** The jobs. */
  public static List<Job> list(Settings settings) {
    RoleRules rules = settings.roles();
    return List.of(
        prior(MemberRatio.ANSWERS, rules),
        prior(MemberRatio.SHARES, rules),
        Job.Build.of(
            ChatRoles.TABLE,
            List.of(ChatMessages.TABLE, Memberships.TABLE),
            RoleFits.MODELS,
            in -> ChatRoles.from(sources(in), fits(in), rules, in.runDate())),
        Job.Build.of(
            SegmentProfiles.TABLE,
            List.of(
                UserSegments.TABLE,
                UserAcquisition.TABLE,
                Memberships.TABLE,
                ChatRoles.TABLE,
                OrderValues.TABLE,
                OrderLines.TABLE),
            in ->
                SegmentProfiles.from(
                    new SegmentProfiles.Sources(
                        in.read(UserSegments.TABLE),
                        in.read(UserAcquisition.TABLE),
                        in.read(Memberships.TABLE),
                        in.read(ChatRoles.TABLE),
                        in.read(OrderValues.TABLE),
                        in.read(OrderLines.TABLE)),
                    settings.profiles(),
                    in.runDate())));
  }

  private static Job prior(MemberRatio ratio, RoleRules rules) {
    return new Job.Fit(
            ratio.model(),
            List.of(ChatMessages.TABLE),
            List.of(FitDate.MODEL),
            in -> ratio.cells(in.read(ChatMessages.TABLE), rules, fitDate(in)),
            (in, cells) -> ratio.fit(cells, fitDate(in), rules))
        .whenFitsMove();
  }

  private static RunDate fitDate(Inputs in) {
    return in.runDate().on(FitDate.from(in.fitted(FitDate.MODEL)));
  }

  private static RoleFits fits(Inputs in) {
    return new RoleFits(
        FittedRatio.from(in.fitted(MemberRatio.ANSWERS.model())),
        FittedRatio.from(in.fitted(MemberRatio.SHARES.model())));
  }

  /** One message is enough to know that the source names whom members answer. */
  private static ChatRoles.Sources sources(Inputs in) {
    Dataset<Row> chatMessages = in.read(ChatMessages.TABLE);
    Dataset<Row> conversations = ChatRoles.conversations(chatMessages, in.runDate());
    Optional<Dataset<Row>> memberships =
        in.has("memberships") ? Optional.of(in.read(Memberships.TABLE)) : Optional.empty();
    return new ChatRoles.Sources(
        chatMessages, memberships, !in.onDriver(conversations.limit(1)).isEmpty());
  }

  private ChatJobs() {}
}
