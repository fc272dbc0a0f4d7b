package io.seedbed.world.settings;

/** One kind of shop. */
public record WorldSettings(
    PeopleSettings people,
    GroupSettings groups,
    CalendarSettings calendar,
    HourSettings hours,
    ContagionSettings contagion,
    TradeSettings trade,
    ChatSettings chat,
    ServiceSettings service,
    IdentitySettings identities,
    DirtSettings dirt,
    TruthSettings truth,
    FileSettings files) {}
