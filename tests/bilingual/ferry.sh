. gettext.sh
# Shown above the timetable.
gettext "The ferry leaves Brook Harbor at nine in the morning."
gettext "Tidal said that the last boat was full."
eval_ngettext "One passenger stayed behind." "\$n passengers stayed behind." $n
gettext "The captain thanked everybody for waiting."
gettext "Have a good trip!"
